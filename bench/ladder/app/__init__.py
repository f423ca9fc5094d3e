"""The one table of the ladder."""
