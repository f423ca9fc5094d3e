"""Pages of the dinas' own."""
