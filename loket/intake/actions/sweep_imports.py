"""Destroy the words of old lists, and order anew what a lost job left lying."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q

from loket.audit.actions.record import record
from loket.audit.actor import SYSTEM
from loket.foundation.kernel import clock

from .. import import_states
from ..import_orders import JOBS, order
from ..models import Import, ImportPage, ImportUpload

#: The words of a list live so long, unless it is done with nothing left to mend: then they go at once.
KEPT_FOR = timedelta(days=30)


def sweep_imports() -> int:
    """Sweep the present dinas; returns how many lists were emptied. Their figures and cases stay."""
    for batch in Import.objects.filter(state__in=import_states.WORKING):
        order(batch, JOBS[batch.state])
    finished = Q(state__in=[import_states.DONE, import_states.UNDONE], bad=0)
    old = Q(created_at__lt=clock.now() - KEPT_FOR) & ~Q(state__in=import_states.WORKING)
    emptied = 0
    for batch in Import.objects.filter(finished | old, erased_at__isnull=True):
        ImportPage.objects.filter(batch=batch).delete()
        ImportUpload.objects.filter(batch=batch).delete()
        Import.objects.filter(pk=batch.pk).update(
            wrapped_key=None, outline={}, mapping={}, erased_at=clock.now()
        )
        record("intake.import_erase", actor=SYSTEM, obj_type="import", obj_ref=str(batch.public_id))
        emptied += 1
    return emptied
