"""Everything that can happen to an output, one file for each verb."""
