"""Pages of the counter, of helpers and of calls."""
