"""Old tables are destroyed, and those whose job was lost are taken up again."""

from __future__ import annotations

from datetime import timedelta

from loket.audit.actions.record import record
from loket.audit.actor import SYSTEM
from loket.foundation.kernel import clock

from ..exports import over, working
from ..models import Export, ExportPiece
from ..wakeup import defer_export

#: A worker that wrote nothing for so long is taken for dead.
_GRACE = timedelta(minutes=5)


def sweep_exports() -> int:
    """Sweep the present dinas; returns how many tables were destroyed. That they existed stays on record."""
    now = clock.now()
    for export in working().filter(touched_at__lt=now - _GRACE):
        defer_export(export.pk)
    erased = 0
    for export in over(now):
        ExportPiece.objects.filter(export=export).delete()
        Export.objects.filter(pk=export.pk).update(wrapped_key=None, erased_at=now)
        record("applications.export_erased", actor=SYSTEM, obj_type="export", obj_ref=str(export.public_id))
        erased += 1
    return erased
