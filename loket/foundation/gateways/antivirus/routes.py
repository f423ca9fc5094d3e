"""Which scanner this installation has: ClamAV where ``LOKET_CLAMD_SOCKET`` names its socket, else none."""

from __future__ import annotations

from django.conf import settings

from .clamd import Clamd
from .port import Scanner
from .sandbox import NoScanner


def scanner() -> Scanner:
    """The scanner of this installation."""
    path = str(getattr(settings, "LOKET_CLAMD_SOCKET", "") or "")
    return Clamd(path) if path else NoScanner()
