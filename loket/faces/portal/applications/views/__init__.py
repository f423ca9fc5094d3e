"""Views of a resident's applications, by what the resident does."""
