"""The builder: services of the dinas, their drafts, and what they share (screens A1 to A4, A6)."""
