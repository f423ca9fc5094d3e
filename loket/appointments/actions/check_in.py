"""Somebody who is expected comes in and joins the line."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loket.foundation.kernel import clock
from loket.tenants.models import Office
from loket.tenants.scope import current_tenant

from .. import lifecycle, states
from ..models import Booking
from ..queries import next_line_number


def check_in(booking: Booking) -> Booking:
    """Note that the person is here, with a number in today's line (seed S1-26: one line for all).

    Only on the day itself. Raises ``BookingMoved``.
    """
    today = clock.today(current_tenant().zone)
    if booking.day != today:
        raise lifecycle.BookingMoved(_("Jadwal ini bukan untuk hari ini. Pindahkan dulu ke hari ini."))
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(pk=booking.office_id)  # one number after the other
        number = booking.line_number or next_line_number(booking.office_id, today)
        changes = {"arrived_at": clock.now(), "line_number": number, "called_at": None}
        return lifecycle.move(booking, "arrive", slot=states.OFFICER, changes=changes)
