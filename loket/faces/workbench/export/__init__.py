"""Tables that a worker writes for an officer: how far they are, and fetching them."""
