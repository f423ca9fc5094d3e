"""What can happen to accounts, one verb per file."""
