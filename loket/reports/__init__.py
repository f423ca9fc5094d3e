"""Recaps: read-only figures over everything below, from the same rows as the lists."""
