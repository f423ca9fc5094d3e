"""The demo's appointments: counters with their weeks, who was here yesterday, who comes today and after."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from loket.applications.models import Application
from loket.appointments.actions.book import book
from loket.appointments.actions.cancel import cancel
from loket.appointments.actions.check_in import check_in
from loket.appointments.actions.keep_schedule import Week, keep_schedule
from loket.appointments.actions.miss import miss
from loket.appointments.actions.serve import serve
from loket.appointments.labels import COMPLAINT, PICKUP, RECORDING
from loket.appointments.models import Schedule
from loket.appointments.persons import Person as Comer
from loket.appointments.persons import person_of_case, person_of_resident
from loket.appointments.queries import days_of
from loket.audit.actor import Actor
from loket.foundation.kernel.identifiers import Phone
from loket.residents.models import Resident
from loket.staff.models import Membership
from loket.tenants.queries import main_office
from loket.tenants.scope import current_tenant

from . import past
from .working import officer

_WEEKDAYS = (0, 1, 2, 3, 4)
_WEEKS = {
    RECORDING: Week(_WEEKDAYS, time(8), time(14), 20, 2, room="ruang rekam 1"),
    COMPLAINT: Week((0, 1, 2, 3), time(8, 30), time(11, 30), 30, 2, room="loket 4"),
    PICKUP: Week(_WEEKDAYS, time(8), time(15), 15, 5, lead_hours=1, horizon_days=14, room="loket 2"),
}
#: People without an account who came by themselves; invented, as all others.
_PASSERS_BY = {
    "buleleng": (
        "I GEDE WIRAWAN", "NI MADE SUARTINI", "KOMANG ADI PUTRA", "LUH PUTU ARIASIH", "I KETUT SUDARMA",
        "NI NYOMAN RATIH", "WAYAN KERTIYASA", "PUTU EKAYANTI",
    ),
    "surakarta": (
        "BAGUS PRAKOSO", "SITI ROKHAYAH", "TRI HANDOKO", "ENDANG LESTARI", "JOKO PURNOMO", "YULI ASTUTI",
        "WAHYU NUGROHO", "RINI PUSPITASARI",
    ),
}  # fmt: skip


def tell(host: Membership, head: Membership) -> None:
    """Open three counters and fill some slots; ``host`` receives people, ``head`` set the week. Needs a scope."""
    with past.at(past.working_day(15, 8, 30), officer(head).actor):
        counters = {kind: keep_schedule(main_office(), kind, week) for kind, week in _WEEKS.items()}
    _yesterday(counters[RECORDING], host)
    _ahead(counters)
    _fetches(counters[PICKUP])


def _yesterday(counter: Schedule, host: Membership) -> None:
    """Three were recorded, one did not come."""
    receiver = officer(host)
    day, booked = past.working_day(1, 8), past.working_day(3, 16, 10)
    with past.at(booked, receiver.actor):
        slots = _slots(counter, day)
        bookings = [
            book(counter, at, person=_passer_by(n), by=receiver.actor) for n, at in enumerate(slots[:4])
        ]
    for number, booking in enumerate(bookings):
        with past.at(booking.starts_at + timedelta(minutes=5), receiver.actor):
            miss(booking) if number == 2 else check_in(booking)
        if number != 2:
            with past.at(booking.starts_at + timedelta(minutes=15), receiver.actor):
                serve(booking, by=receiver)


def _ahead(counters: dict[str, Schedule]) -> None:
    """Today and the next days fill up, the nearest most; one gave his place back."""
    asked = past.working_day(1, 14, 20)
    people = [person_of_resident(one) for one in Resident.objects.filter(state="verified").order_by("pk")[:4]]
    with past.at(asked, Actor("resident", "contoh")):
        days = days_of(counters[RECORDING])
        slots = [opening.at for day in days[:4] for opening in day.openings[: 6 - 2 * days.index(day)]]
        comers = [*people, *(_passer_by(n) for n in range(4, 8))]
        made = [book(counters[RECORDING], at, person=who) for at, who in zip(slots, comers, strict=False)]
        for who, at in zip(people[2:], _free(counters[COMPLAINT]), strict=False):
            book(counters[COMPLAINT], at, person=who)
        cancel(made[-1])


def _fetches(counter: Schedule) -> None:
    """Somebody whose document is ready chose when to collect it."""
    cases = Application.objects.select_related("applicant__account").filter(state="ready")
    case = cases.filter(pickup_office=counter.office).first()
    if case is None:
        return
    with past.at(past.working_day(1, 15, 5), Actor("resident", str(case.applicant.account.public_id))):
        book(
            counter,
            _free(counter)[1],
            person=person_of_case(case),
            about=case.reference,
            bring="KTP atau KK asli",
        )


def _slots(counter: Schedule, day: datetime) -> list[datetime]:
    return [opening.at for one in days_of(counter) if one.day == day.date() for opening in one.openings]


def _free(counter: Schedule) -> list[datetime]:
    return [opening.at for day in days_of(counter) for opening in day.openings if opening.free]


def _passer_by(number: int) -> Comer:
    return Comer(_PASSERS_BY[current_tenant().slug][number], phone=Phone.parse(f"0812000098{number:02d}"))
