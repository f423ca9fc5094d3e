"""What every virus scanner can do."""

from __future__ import annotations

from typing import Protocol


class ScannerUnavailable(Exception):
    """The scanner gave no verdict; ask again later. A file without a verdict is never let through."""


class Scanner(Protocol):
    """One verdict about some bytes."""

    def is_clean(self, content: bytes) -> bool:
        """False when something was found. Raises ``ScannerUnavailable`` when there is no verdict."""
        ...
