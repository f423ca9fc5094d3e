"""What can happen to officers."""
