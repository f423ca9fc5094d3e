"""Let go of what is kept for a while only: old numbers after a day, networks after thirty."""

from __future__ import annotations

from django.db.models import Q

from loket.foundation.kernel import clock
from loket.residents.models import ArrivalTrace, PhoneChange
from loket.residents.models.phone_change import NOTICE
from loket.residents.rules import TRACE_KEPT_FOR


def forget_traces() -> int:
    """Erase old numbers of changes whose notice is over or that were given up, and old networks; how many."""
    now = clock.now()
    forsaken = PhoneChange.objects.filter(
        done_at__isnull=True, ended_at__isnull=True, begun_at__lt=now - NOTICE
    )
    forsaken.update(ended_at=now)
    over = Q(done_at__lt=now - NOTICE) | Q(ended_at__isnull=False)
    erased = PhoneChange.objects.filter(over).exclude(old_phone="").update(old_phone="")
    traces, _each = ArrivalTrace.objects.filter(at__lt=now - TRACE_KEPT_FOR).delete()
    return erased + int(traces)
