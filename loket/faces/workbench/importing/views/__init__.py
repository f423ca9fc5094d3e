"""Views of lists that are brought in."""
