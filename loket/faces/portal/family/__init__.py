"""The family list and the locker: what a resident keeps for the next application."""
