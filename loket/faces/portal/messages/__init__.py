"""Whether a message is really from the dinas: what the page asks, compares and answers."""
