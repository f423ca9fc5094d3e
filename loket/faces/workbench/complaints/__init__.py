"""The complaints counter: the queue, one complaint, what officers open themselves, the heads' table (O11, H6)."""
