"""Take back a promise: the move was undone, or the news is no longer true."""

from __future__ import annotations

from .. import lifecycle
from ..models import Message


def cancel(ref: str, kind: str = "") -> int:
    """Cancel what has not been taken up by a worker about ``ref`` (of one kind, or all); returns how many."""
    about = Message.objects.filter(ref=ref)
    if kind:
        about = about.filter(kind=kind)
    return lifecycle.cancel(about, error="undone")
