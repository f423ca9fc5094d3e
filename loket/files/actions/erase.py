"""Erase a file for good."""

from __future__ import annotations

from .. import lifecycle
from ..models import StoredFile


def erase(file: StoredFile) -> None:
    """Destroy the file's keys and, after the commit, its bytes; the empty row stays for whatever points at it."""
    lifecycle.erased(file)
