"""Sheets of an office, as pure rules: how one is read, which column means what, what a cell says."""
