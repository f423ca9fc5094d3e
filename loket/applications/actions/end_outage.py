"""The system works again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.foundation.kernel import clock

from .._systems_down import note_up
from ..models import Outage
from ..policies import Officer, Overtaken, may_declare_outage, require
from ..wakeup import defer_minding


def end_outage(outage: Outage, *, by: Officer, tells_release: bool | None = None) -> Outage:
    """Say that it is over now; the worker lets every held case run on from this moment.

    ``tells_release``: whether residents are told; None: as declared. Raises ``NotAllowed``, or ``Overtaken``
    when somebody said so before.
    """
    require(may_declare_outage(by))
    with transaction.atomic():
        current: Outage = Outage.objects.select_for_update(of=("self",)).get(pk=outage.pk)
        if current.is_over:
            raise Overtaken(
                _("Gangguan ini sudah dinyatakan selesai oleh %(who)s.") % {"who": current.ended_by}
            )
        current.ended_at, current.ended_by = max(clock.now(), current.started_at), by.actor.name
        if tells_release is not None:
            current.tells_release = tells_release
        current.save(update_fields=["ended_at", "ended_by", "tells_release"])
        record(
            "applications.outage_ended",
            actor=by.actor,
            obj_type="outage",
            obj_ref=str(current.public_id),
            detail={"system": current.system},
        )
        note_up(current.system)
        defer_minding()
    return current
