"""What can happen to a dinas."""
