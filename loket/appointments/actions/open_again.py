"""Closed hours are offered again."""

from __future__ import annotations

from django.db import transaction

from loket.audit.actions.record import record

from .._places import locked
from ..models import Closure


def open_again(closure: Closure) -> None:
    """Take the closure away; who was moved meanwhile stays where he is."""
    with transaction.atomic():
        counter = locked(closure.schedule)[closure.schedule_id]
        record(
            "appointments.open_again",
            obj_type="schedule",
            obj_ref=f"{counter.office.slug}/{counter.kind}",
            detail={"day": closure.day.isoformat()},
        )
        closure.delete()
