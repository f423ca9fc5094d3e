"""Things that can happen to the catalogue of a dinas."""
