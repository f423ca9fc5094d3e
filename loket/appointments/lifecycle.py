"""The only writer of an appointment's ``state`` (ADR 3): compare-and-set, record and message in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.audit.actor import Actor, current_actor
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.notifications.actions.queue import queue
from loket.notifications.messages import kinds

from . import messages, states
from .models import Booking


class BookingMoved(Refusal):
    """Somebody else was first, or the appointment does not stand where the move starts (409)."""

    default_code = "booking_moved"
    default_status = 409


def move(
    booking: Booking,
    name: str,
    *,
    slot: str,
    by: Actor | None = None,
    changes: Mapping[str, Any] | None = None,
) -> Booking:
    """Make the move on the appointment as it was read, with ``changes`` of further columns; tell the person.

    Who leaves a slot gives the place back at once. Raises ``BookingMoved``.
    """
    row = states.MOVES.find(name, booking.state, slot)
    if row is None:
        raise BookingMoved(_what_happened(booking))
    columns = {
        "entered_at": clock.now(),
        **({} if row.to in states.HOLDING else {"place": None}),
        **(changes or {}),
    }
    with transaction.atomic():
        unchanged = Booking.objects.filter(pk=booking.pk, state=row.from_, version=booking.version)
        if not unchanged.update(state=row.to, version=booking.version + 1, **columns):
            raise BookingMoved(_what_happened(booking))
        for column, value in {**columns, "state": row.to, "version": booking.version + 1}.items():
            setattr(booking, column, value)
        record(
            f"appointments.{name}",
            actor=by or current_actor(),
            obj_type="appointment",
            obj_ref=booking.ticket,
            detail={"from": row.from_, "to": row.to, "about": booking.about},
        )
        if row.message:
            tell(booking, row.message)
    return booking


def tell(booking: Booking, key: str, *, dedupe: str = "") -> None:
    """Queue one of this app's messages to the person, in the present transaction."""
    queue(
        key,
        to=messages.recipient(booking),
        variables=messages.variables(kinds[key], booking),
        ref=booking.ticket,
        dedupe=dedupe,
    )


def _what_happened(booking: Booking) -> str:
    state = Booking.objects.filter(pk=booking.pk).values_list("state", flat=True).first() or booking.state
    return _("Jadwal %(ticket)s sudah “%(state)s”. Langkah ini tidak dicatat. Muat ulang halaman.") % {
        "ticket": booking.ticket,
        "state": states.LABELS[state],
    }
