"""Complaints as somebody files, follows and rates them, logged in or not (R25, seed S4-28)."""
