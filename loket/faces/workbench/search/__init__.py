"""Finding a person or a case again, and everything about one person on one page (O13, O14)."""
