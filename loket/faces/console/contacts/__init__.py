"""How the dinas is reached, and its links."""
