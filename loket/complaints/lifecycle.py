"""The only writer of a complaint's ``state``; each move with its audit row, by compare-and-set (ADR 3)."""

from __future__ import annotations

from typing import Any

from loket.audit.actions.record import record
from loket.audit.actor import Actor
from loket.foundation.kernel import clock

from . import states
from .models import Complaint
from .policies import Overtaken
from .queries import what_happened


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
