"""The officer thinks again: nothing more of his order is done."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.foundation.kernel import clock

from ..models import Batch
from ..policies import NotAllowed
from ..rules import Officer


def stop_batch(batch: Batch, *, by: Officer) -> None:
    """Stop the order; what was done stays done. Within its first ten seconds nothing was. Raises ``NotAllowed``."""
    if batch.officer_id != by.membership_id:
        raise NotAllowed(_("Hanya petugas yang memulai yang bisa menghentikannya."))
    now = clock.now()
    if Batch.objects.filter(pk=batch.pk, stopped_at=None, ended_at=None).update(stopped_at=now):
        if now < batch.starts_at:
            Batch.objects.filter(pk=batch.pk).update(ended_at=now)
        record("applications.batch_stopped", actor=by.actor, obj_type="batch", obj_ref=str(batch.public_id))
