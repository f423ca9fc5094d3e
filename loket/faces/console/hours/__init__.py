"""When the dinas works, and which days are free."""
