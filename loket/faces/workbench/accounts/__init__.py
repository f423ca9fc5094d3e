"""Officers' log in with its second factor, and the checking of new accounts."""
