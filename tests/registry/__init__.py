"""The population register as the house uses it."""
