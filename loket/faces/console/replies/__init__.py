"""Replies that officers keep ready for residents."""
