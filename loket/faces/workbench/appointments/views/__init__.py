"""Views of the day's appointments."""

from .booking import book_case, book_person, shift
from .line import attend, call, join, scan, today

__all__ = ["attend", "book_case", "book_person", "call", "join", "scan", "shift", "today"]
