"""People with an appointment and no case are reminded the working day before; a case reminds its own."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from loket.applications.rules import VISIT_REMINDER_DAYS, reminder_due
from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant

from ..lifecycle import tell
from ..models import Booking
from ..queries import to_remind

#: Further than this no appointment is one working day away, whatever the holidays.
_FARTHEST = timedelta(days=30)


def remind() -> int:
    """Send the reminders that are due, each once, while the office is open; returns how many.

    Not to somebody who booked within the last working day: he knows.
    """
    now, calendar = clock.now(), current_tenant().calendar()
    if not calendar.is_open(now):
        return 0
    sent = 0
    for booking in to_remind(now + _FARTHEST):
        begins = reminder_due(calendar, booking.starts_at, days=VISIT_REMINDER_DAYS)
        if booking.entered_at < begins <= now:
            sent += _sent(booking)
    return sent


def _sent(booking: Booking) -> int:
    with transaction.atomic():
        unchanged = Booking.objects.filter(pk=booking.pk, version=booking.version, reminded_at__isnull=True)
        if not unchanged.update(reminded_at=clock.now()):
            return 0
        tell(booking, "appointments.soon", dedupe=f"soon:{booking.pk}:{booking.version}")
    return 1
