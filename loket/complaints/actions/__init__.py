"""Things that happen to a complaint."""
