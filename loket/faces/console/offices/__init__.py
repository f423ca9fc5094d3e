"""Offices and service points of the dinas."""
