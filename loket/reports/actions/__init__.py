"""What can be done to the layout of recaps."""
