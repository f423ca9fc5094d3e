"""Dinas as the platform sees them: opening, going public, closing, and requests to be opened."""
