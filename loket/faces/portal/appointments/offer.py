"""What the status page of a case says about coming: the appointment, or that one may be chosen."""

from __future__ import annotations

from dataclasses import dataclass

from loket.applications import states as case_states
from loket.applications.models import Application
from loket.appointments import states
from loket.appointments.models import Booking
from loket.appointments.queries import last_booking_about, schedules_for_case

_EXPECTED = frozenset({case_states.AWAITING_VISIT, case_states.READY})


@dataclass(frozen=True, slots=True)
class Coming:
    """``booking``: the open appointment; ``missed``: the last one was missed; ``may_choose``: slots are given here."""

    booking: Booking | None = None
    missed: bool = False
    may_choose: bool = False


def coming_of(application: Application) -> Coming | None:
    """None where nobody is expected; asked of the two states only, so other pages pay nothing."""
    if application.state not in _EXPECTED:
        return None
    last = last_booking_about(application.reference)
    if last is not None and last.is_open:
        return Coming(booking=last)
    missed = last is not None and last.state == states.MISSED
    return Coming(missed=missed, may_choose=bool(schedules_for_case(application)))
