"""A day is over: who was expected and did not come has missed it."""

from __future__ import annotations

from loket.audit.actor import Actor
from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant

from .. import lifecycle, states
from ..queries import left_over

_ACTOR = Actor("system", "appointments.end_days")


def end_days() -> int:
    """Close what officers left open on earlier days; returns how many. Safe to run again.

    Expected: missed, and the person is told to choose again. In the line: let go without a word, because he was
    here and only nobody noted how it went.
    """
    closed = 0
    for booking in left_over(clock.today(current_tenant().zone)):
        name = "miss" if booking.state == states.BOOKED else "let_go"
        try:
            lifecycle.move(booking, name, slot=states.CLOCK, by=_ACTOR)
        except lifecycle.BookingMoved:
            continue
        closed += 1
    return closed
