"""One side has read what the other wrote."""

from __future__ import annotations

from loket.applications.models import Application
from loket.foundation.kernel import clock

from ..models import Post


def mark_read(application: Application, *, by_resident: bool) -> int:
    """Note that the resident (or the office) read everything the other side wrote; returns how many posts."""
    waiting = Post.objects.filter(application=application, by_resident=not by_resident, seen_at=None)
    changed: int = waiting.update(seen_at=clock.now())
    return changed
