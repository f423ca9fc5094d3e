"""Somebody comes without an appointment and joins the same line."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.models import Office
from loket.tenants.scope import current_tenant

from .. import rules, states
from .._places import locked
from ..models import Booking, Schedule
from ..persons import Person
from ..queries import next_line_number, open_booking_of_person, places_taken, slots_on
from .book import AlreadyBooked, SlotFull


class CounterClosed(Refusal):
    """The counter receives nobody today."""

    default_code = "counter_closed"


def walk_in(schedule: Schedule, *, person: Person) -> Booking:
    """Put the person into today's line of the counter, with a number; no message, he stands here.

    Where the counter counts them, he takes a place of the running slot or of the next free one today, so that
    people who booked are not crowded out. Raises ``SlotFull`` when today has no place left, ``CounterClosed``,
    ``AlreadyBooked`` when he has an appointment (``booking``): that one is checked in instead.
    """
    today = clock.today(current_tenant().zone)
    try:
        with transaction.atomic():
            Office.objects.select_for_update(no_key=True).get(pk=schedule.office_id)
            counter = locked(schedule)[schedule.pk]
            held = open_booking_of_person(counter.kind, person.person_hash)
            if held is not None:
                raise AlreadyBooked(
                    _("Orang ini sudah punya jadwal. Tandai datang di barisnya."), booking=held
                )
            at, place = _place_today(counter)
            booking: Booking = Booking.objects.create(
                ticket=rules.new_ticket(),
                schedule=counter,
                office=counter.office,
                kind=counter.kind,
                starts_at=at,
                day=today,
                place=place,
                state=states.ARRIVED,
                resident=person.resident,
                name=person.name,
                person_hash=person.person_hash,
                phone=person.phone.e164 if person.phone is not None else "",
                language=person.language,
                is_walk_in=True,
                arrived_at=clock.now(),
                line_number=next_line_number(counter.office_id, today),
            )
            record(
                "appointments.walk_in",
                obj_type="appointment",
                obj_ref=booking.ticket,
                detail={"kind": booking.kind},
            )
    except IntegrityError as error:
        if "one_open_appointment" not in str(error):
            raise
        raise AlreadyBooked(_("Orang ini sudah punya jadwal. Tandai datang di barisnya.")) from None
    return booking


def _place_today(counter: Schedule) -> tuple[datetime, int | None]:
    """The slot he is counted in, and his place; no place where walk-ins are not counted."""
    now = clock.now()
    slots = slots_on(counter, now.astimezone(current_tenant().zone).date())
    if not slots:
        raise CounterClosed(_("Loket ini tidak menerima orang hari ini."))
    if not counter.counts_walk_ins:
        return now, None
    running = [at for at in slots if at >= now] or []
    begun = [at for at in slots if at <= now][-1:]
    for at in (*begun, *running):
        place = rules.free_place(places_taken(counter, at), counter.capacity)
        if place is not None:
            return at, place
    raise SlotFull(_("Tempat hari ini sudah habis. Buatkan jadwal untuk hari lain."))
