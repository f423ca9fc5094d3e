"""The wrong key was pressed: the person is not here yet after all."""

from __future__ import annotations

from .. import lifecycle, states
from ..models import Booking


def step_back(booking: Booking) -> Booking:
    """Take a check-in back. Somebody without an appointment leaves the line instead. Raises ``BookingMoved``."""
    changes = {"arrived_at": None, "line_number": None, "called_at": None}
    if booking.is_walk_in:
        return lifecycle.move(booking, "let_go", slot=states.CLOCK, changes=changes)
    return lifecycle.move(booking, "step_back", slot=states.OFFICER, changes=changes)
