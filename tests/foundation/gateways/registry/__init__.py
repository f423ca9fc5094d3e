"""The ways to the population register."""
