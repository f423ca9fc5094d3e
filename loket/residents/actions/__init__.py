"""What can happen to a registration and to a resident's account, one verb per file."""
