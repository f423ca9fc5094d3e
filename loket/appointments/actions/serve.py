"""Somebody who came was served; his case goes on."""

from __future__ import annotations

from django.db import transaction

from loket.applications.actions.record_visit import record_visit
from loket.applications.rules import Officer
from loket.applications.states import AWAITING_VISIT

from .. import lifecycle, states
from .._places import case_to_change
from ..models import Booking


def serve(booking: Booking, *, by: Officer, note: str = "") -> Booking:
    """Note that the person was served; the case that waited for this visit is taken on with the same press.

    Raises ``NotAllowed`` when the visit of that case is another role's work, ``Overtaken``, ``BookingMoved``.
    """
    with transaction.atomic():
        case = case_to_change(booking.about)
        lifecycle.move(booking, "serve", slot=states.OFFICER, by=by.actor)
        if case is not None and case.state == AWAITING_VISIT:
            record_visit(case, by=by, note=note)
    return booking
