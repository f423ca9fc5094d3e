"""The checklist of a dinas that is not public yet."""
