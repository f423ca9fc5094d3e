"""What can happen to slots and appointments."""
