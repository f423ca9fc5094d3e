"""Views: log in, and the account queue."""
