"""Somebody who was expected did not come."""

from __future__ import annotations

from .. import lifecycle, states
from ..models import Booking


def miss(booking: Booking) -> Booking:
    """Note it and tell the person to choose again; the place is free, a case goes on waiting as before.

    The case keeps the missed hour: its reminders and the end of the waiting count from it. Raises
    ``BookingMoved``.
    """
    return lifecycle.move(booking, "miss", slot=states.OFFICER)
