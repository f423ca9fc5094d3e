"""Orders whose job was lost are taken up again."""

from __future__ import annotations

from datetime import timedelta

from loket.foundation.kernel import clock

from ..models import Batch
from ..wakeup import defer_batch

_GRACE = timedelta(minutes=1)


def resume_batches() -> int:
    """Ask again for a worker for every order that should have begun a minute ago; returns how many."""
    now = clock.now()
    found = list(
        Batch.objects.filter(ended_at__isnull=True, starts_at__lt=now - _GRACE).values_list("pk", flat=True)
    )
    for batch_id in found:
        defer_batch(batch_id, at=now)
    return len(found)
