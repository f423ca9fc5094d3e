"""Registration, log in and the resident's own account."""
