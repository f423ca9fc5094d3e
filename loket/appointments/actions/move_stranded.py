"""Everybody booked for hours that are closed is moved, or told to choose again, with one press."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from loket.tenants.scope import current_tenant

from .._places import SlotRefused, locked
from ..lifecycle import BookingMoved
from ..messages import recipient
from ..models import Booking, Closure, Schedule
from ..queries import next_free, stranded
from .cancel import cancel
from .move import move

#: So many people with one press; what is left stands on the page still.
MOST = 100


@dataclass(frozen=True, slots=True)
class Moved:
    """How many got another place, and how many have to choose themselves because none is left."""

    moved: int
    cancelled: int


def move_stranded(schedule: Schedule) -> Moved:
    """Give each the nearest free place after the hour he had, in the order of their hours, and say why.

    Who cannot be moved within the counter's horizon is cancelled and told to choose again. All or nobody.
    """
    moved = cancelled = 0
    with transaction.atomic():
        counter = locked(schedule)[schedule.pk]
        for booking in stranded(counter)[:MOST]:
            if _moved(booking, counter):
                moved += 1
            else:
                cancel(booking, reason=_why(booking))
                cancelled += 1
    return Moved(moved, cancelled)


def _moved(booking: Booking, counter: Schedule) -> bool:
    for at in next_free(counter, most=1, after=booking.starts_at) or next_free(counter, most=1):
        try:
            move(booking, counter, at, reason=_why(booking))
        except (SlotRefused, BookingMoved):
            return False
        return True
    return False


def _why(booking: Booking) -> str:
    """The reason given with the closure; a plain sentence where a free day or a changed week is the cause."""
    zone = current_tenant().zone
    begins, ends = booking.starts_at.astimezone(zone), (booking.ends_at or booking.starts_at).astimezone(zone)
    for one in Closure.objects.filter(schedule=booking.schedule, day=booking.day).order_by("-pk"):
        if one.shut.covers(begins.time(), ends.time()):
            return f"{one.reason.rstrip('.')}."
    with override(recipient(booking).language):
        return _("Loket tutup pada jam itu.")
