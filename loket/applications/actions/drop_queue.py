"""A kept queue is no longer needed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loket.audit.actions.record import record

from ..models import SavedQueue
from ..policies import NotAllowed, Officer


def drop_queue(queue: SavedQueue, *, by: Officer) -> None:
    """Forget the queue; the cases in it are not touched. Raises ``NotAllowed`` for somebody else's."""
    if queue.owner_id != by.membership_id:
        raise NotAllowed(_("Antrean ini disimpan petugas lain."))
    record("applications.queue_dropped", obj_type="queue", obj_ref=str(queue.public_id))
    queue.delete()
