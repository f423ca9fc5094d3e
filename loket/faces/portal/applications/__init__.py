"""A resident's applications: applying, sending, following, mending, leaving, and the look-up without log in."""
