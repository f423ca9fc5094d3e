"""Views of the texts."""
