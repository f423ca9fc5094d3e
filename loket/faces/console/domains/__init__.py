"""Web addresses of the dinas."""
