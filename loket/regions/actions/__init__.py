"""What can happen to the list of regions."""
