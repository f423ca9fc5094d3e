"""What operators can do, one verb per file."""
