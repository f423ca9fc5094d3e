"""Things that happen in a conversation."""
