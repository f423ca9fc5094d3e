"""Questions whose job was lost are asked all the same; those nobody could ask in a day are let go."""

from __future__ import annotations

from datetime import timedelta

from loket.foundation.kernel import clock
from loket.registry.models import PendingLookup

from .ask import wake

_LOST_AFTER = timedelta(minutes=2)
_TOO_OLD = timedelta(days=1)


def sweep() -> int:
    """Order lost questions anew; returns how many. What is a day old goes, with the NIK in it."""
    now = clock.now()
    PendingLookup.objects.filter(asked_at__lt=now - _TOO_OLD).delete()
    lost = list(PendingLookup.objects.filter(asked_at__lt=now - _LOST_AFTER)[:100])
    for pending in lost:
        wake(pending)
    return len(lost)
