"""The desk's side of conversations: what residents wrote, and the answers."""
