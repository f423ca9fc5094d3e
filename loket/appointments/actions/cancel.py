"""An appointment is cancelled; its place is free at once."""

from __future__ import annotations

from django.db import transaction

from loket.applications.actions.set_visit import set_visit
from loket.applications.states import AWAITING_VISIT
from loket.audit.actor import Actor, current_actor

from .. import lifecycle, states
from .._places import case_to_change
from ..models import Booking


def cancel(booking: Booking, *, by: Actor | None = None, reason: str = "") -> Booking:
    """Cancel and say so; a case goes on waiting, its person may choose again.

    ``reason``: one sentence of the office. Raises ``BookingMoved`` when the person has come already.
    """
    who = by or current_actor()
    slot = states.OFFICER if who.kind in {"officer", "system"} else states.PERSON
    booking.reason = reason
    with transaction.atomic():
        case = case_to_change(booking.about)  # the case before the booking, as everywhere: no deadlock
        lifecycle.move(booking, "cancel", slot=slot, by=who, changes={"reason": reason})
        if case is not None and case.state == AWAITING_VISIT:
            set_visit(case, None)
    return booking
