"""The next in the line is called to the counter."""

from __future__ import annotations

from collections.abc import Collection

from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant

from .. import lifecycle, states
from ..models import Booking
from ..queries import bookings_on, line_of


def call_next(office_id: int, kinds: Collection[str]) -> Booking | None:
    """Call whoever's turn it is among these kinds, or nobody when the line is empty; returns who.

    Two officers never call the same person: the second gets the one after.
    """
    for waiting in line_of(bookings_on(office_id, clock.today(current_tenant().zone), kinds)):
        try:
            return lifecycle.move(waiting, "call", slot=states.OFFICER, changes={"called_at": clock.now()})
        except lifecycle.BookingMoved:
            continue
    return None
