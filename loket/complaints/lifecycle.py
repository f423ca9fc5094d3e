"""The only writer of a complaint's ``state``; each move with its audit row, by compare-and-set (ADR 3)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.audit.actor import Actor
from loket.audit.queries import newest_of
from loket.foundation.kernel import clock
from loket.foundation.ui.dates import clock_time

from . import states
from .models import Complaint
from .policies import Overtaken

#: Deeds that are named to somebody who came second.
_TOLD = [
    f"complaints.{name}"
    for name in ("take", "pass_on", "answer", "close", "mark_spam", "take_back", "reopen")
]


def move(complaint: Complaint, name: str, *, slot: str, by: Actor, **columns: Any) -> Complaint:
    """Make the move ``name``; further ``columns`` are written in the same update.

    Raises ``Overtaken`` when the complaint is not (or no longer) as the caller read it.
    """
    row = states.MOVES.find(name, complaint.state, slot)
    if row is None:
        raise Overtaken(what_happened(complaint))
    values = {"state": row.to, "version": complaint.version + 1, "entered_at": clock.now(), **columns}
    changed = Complaint.objects.filter(pk=complaint.pk, state=row.from_, version=complaint.version).update(
        **values
    )
    if not changed:
        raise Overtaken(what_happened(complaint))
    for column, value in values.items():
        setattr(complaint, column, value)
    record(
        f"complaints.{name}",
        actor=by,
        obj_type="complaint",
        obj_ref=complaint.reference,
        detail={"from": row.from_, "to": row.to},
    )
    return complaint


def what_happened(complaint: Complaint) -> str:
    """One sentence for an officer whose step came too late: how it stands now, by whom, since when."""
    now = Complaint.objects.filter(pk=complaint.pk).values_list("state", flat=True).first()
    last = next(iter(newest_of("complaint", complaint.reference, _TOLD, most=1)), None)
    state = states.LABELS[now or complaint.state]
    if last is None or not last.actor_name:
        return _("Aduan ini sekarang “%(state)s”. Langkah Anda tidak dicatat.") % {"state": state}
    return _("Aduan ini sekarang “%(state)s”, oleh %(name)s pukul %(time)s. Langkah Anda tidak dicatat.") % {
        "state": state,
        "name": last.actor_name,
        "time": clock_time(last.at),
    }
