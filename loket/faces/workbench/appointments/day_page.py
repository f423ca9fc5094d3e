"""What the page of one day shows, gathered once: expected, in the line, at the counter, done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest

from loket.appointments import states
from loket.appointments.models import Booking
from loket.appointments.queries import bookings_on, line_of, schedules_on
from loket.foundation.kernel import clock
from loket.tenants.models import Office
from loket.tenants.scope import current_tenant

from ..desk.frame import frame
from .door import kinds_here, office_here, offices_here
from .forms import PersonForm

#: Rows that get a key of their own; the others are pressed.
_KEYED = 9


def context(
    request: HttpRequest, day: date, *, form: PersonForm | None = None, refusal: str = ""
) -> dict[str, Any]:
    """One list of the day for everybody with a part in it; the queries are as many for one person as for a hundred."""
    offices = offices_here(request)
    office = office_here(request, offices)
    bookings = bookings_on(office.pk, day, kinds_here(request))
    schedules = schedules_on(office.pk, kinds_here(request))
    today = clock.today(current_tenant().zone)
    waiting = line_of(bookings)
    return {
        "offices": offices,
        "place": office,
        "day": day,
        "is_today": day == today,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "expected": _keyed([one for one in bookings if one.state == states.BOOKED]),
        "line": waiting,
        "called": _called(bookings),
        "done": [one for one in bookings if one.state in {states.SERVED, states.MISSED}],
        "served": sum(one.state == states.SERVED for one in bookings),
        "total": len(bookings),
        "schedules": schedules,
        "form": form or PersonForm(schedules=schedules),
        "refusal": refusal,
        **frame(request, "jadwal"),
    }


def _keyed(bookings: list[Booking]) -> list[dict[str, Any]]:
    now = clock.now()
    return [
        {"booking": one, "key": str(number) if number <= _KEYED else "", "is_late": one.starts_at < now}
        for number, one in enumerate(bookings, start=1)
    ]


def _called(bookings: list[Booking]) -> list[Booking]:
    """Those at a counter now, called last first."""
    at_counter = [one for one in bookings if one.state == states.ARRIVED and one.called_at is not None]
    return sorted(at_counter, key=lambda one: one.called_at or one.starts_at, reverse=True)


def shown_office(request: HttpRequest) -> Office:
    """The office whose line is shown."""
    return office_here(request, offices_here(request))
