"""Appointments of cases that no longer wait for anybody are closed, and their places are free."""

from __future__ import annotations

from loket.applications.states import IN_PROCESS, IN_PRODUCTION
from loket.audit.actor import Actor

from .. import lifecycle, states
from ..queries import whose_case_ended

_ACTOR = Actor("system", "appointments.release")
#: A case that stands here was served, through whatever door its visit was recorded.
_WENT_ON = frozenset({IN_PROCESS, IN_PRODUCTION})


def release() -> int:
    """Close them, each as served or let go; the case told its person already. Safe to run again; returns how many.

    Calls go down, so a withdrawn case cannot call this app: it asks (decision 1).
    """
    closed = 0
    for booking, case in whose_case_ended():
        name = "serve" if case.state in _WENT_ON else "let_go"
        try:
            lifecycle.move(booking, name, slot=states.CLOCK, by=_ACTOR)
        except lifecycle.BookingMoved:
            continue
        closed += 1
    return closed
