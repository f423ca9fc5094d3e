"""The officers' desk: what frames every page, the home of the day and the search."""
