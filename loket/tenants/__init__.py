"""Dinas: one tenant per host name, its offices, print zones, working hours and holidays.

The truth about which dinas exist, how each of them behaves, and the tenant scope itself: the two locks (a
manager that raises when the scope is forgotten, and row-level security in the database) live here. It knows
no resident, no officer and no case.
"""
