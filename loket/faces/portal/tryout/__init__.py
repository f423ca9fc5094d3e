"""Trying a service out as a resident, from the builder: the real screens, and nothing is kept anywhere."""
