"""The things that can happen."""
