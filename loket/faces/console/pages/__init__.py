"""Pages and announcements of the dinas' own (A11)."""
