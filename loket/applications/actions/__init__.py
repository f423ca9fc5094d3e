"""Everything that can happen to an application, one file for each verb."""
