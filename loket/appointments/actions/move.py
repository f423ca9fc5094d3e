"""An appointment is put on another day or hour; the old place is free at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from loket.applications.actions.set_visit import set_visit
from loket.applications.states import AWAITING_VISIT
from loket.audit.actor import Actor, current_actor
from loket.tenants.scope import current_tenant

from .. import lifecycle, states
from .._places import case_to_change, locked, take_place
from ..models import Booking, Schedule


def move(
    booking: Booking, schedule: Schedule, at: datetime, *, by: Actor | None = None, reason: str = ""
) -> Booking:
    """Give the person a place in another slot, at this counter or another of the same kind, and say so.

    ``reason``: one sentence of the office, told to the person. The same slot again changes nothing. Raises
    ``SlotFull`` or ``SlotClosed`` with the nearest free slots; the old place is kept then. Raises
    ``BookingMoved`` when the person has come meanwhile, or the kind is another.
    """
    who = by or current_actor()
    by_office = who.kind in {"officer", "system"}
    with transaction.atomic():
        counters = locked(schedule, *([booking.schedule] if booking.schedule is not None else ()))
        counter = counters[schedule.pk]
        if (booking.schedule_id, booking.starts_at) == (counter.pk, at) and booking.is_booked:
            return booking
        if counter.kind != booking.kind:
            raise lifecycle.BookingMoved(_("Jadwal ini untuk keperluan lain."))
        place = take_place(counter, at, ahead=not by_office)
        booking.schedule, booking.office = counter, counter.office
        booking.starts_at, booking.reason = at, reason
        columns = {
            "schedule": counter,
            "office": counter.office,
            "starts_at": at,
            "day": at.astimezone(current_tenant().zone).date(),
            "place": place,
            "reason": reason,
            "reminded_at": None,
        }
        slot = states.OFFICER if by_office else states.PERSON
        case = case_to_change(booking.about)  # the case before the booking, as everywhere: no deadlock
        lifecycle.move(booking, "move", slot=slot, by=who, changes=columns)
        if case is not None and case.state == AWAITING_VISIT:
            set_visit(case, at)
    return booking
