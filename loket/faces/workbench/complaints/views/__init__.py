"""Pages of the complaints counter."""
