"""Who did what (A13): the record of the dinas, read and exported, never changed."""
