"""The small life cycle of one appointment, as data (ADR 3)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.transitions import Move, TransitionTable

BOOKED = "booked"
ARRIVED = "arrived"
SERVED = "served"
MISSED = "missed"
CANCELLED = "cancelled"

#: What officers read.
LABELS = {
    BOOKED: _("Belum datang"),
    ARRIVED: _("Sudah datang"),
    SERVED: _("Selesai dilayani"),
    MISSED: _("Tidak datang"),
    CANCELLED: _("Dibatalkan"),
}
#: What the person reads.
RESIDENT_LABELS = {
    BOOKED: _("Terjadwal"),
    ARRIVED: _("Anda sudah datang"),
    SERVED: _("Selesai"),
    MISSED: _("Anda tidak datang"),
    CANCELLED: _("Dibatalkan"),
}
#: The person is still expected or waits in the line; one of these per NIK and kind.
OPEN = frozenset({BOOKED, ARRIVED})
#: These keep their place in the slot.
HOLDING = OPEN | {SERVED}

PERSON, OFFICER, CLOCK = "person", "officer", "clock"
_MOVED, _CANCELLED, _MISSED = "appointments.moved", "appointments.cancelled", "appointments.missed"
MOVES = TransitionTable(
    (
        # another day or hour; the old place is free at once
        Move("move", BOOKED, BOOKED, PERSON, message=_MOVED),
        Move("move", BOOKED, BOOKED, OFFICER, message=_MOVED),
        Move("cancel", BOOKED, CANCELLED, PERSON, message=_CANCELLED),
        Move("cancel", BOOKED, CANCELLED, OFFICER, message=_CANCELLED),
        # at the counter
        Move("arrive", BOOKED, ARRIVED, OFFICER),
        Move("arrive", MISSED, ARRIVED, OFFICER),
        Move("step_back", ARRIVED, BOOKED, OFFICER),
        Move("call", ARRIVED, ARRIVED, OFFICER),
        Move("serve", ARRIVED, SERVED, OFFICER),
        Move("serve", BOOKED, SERVED, OFFICER),
        Move("miss", BOOKED, MISSED, OFFICER, message=_MISSED),
        Move("miss", ARRIVED, MISSED, OFFICER, message=_MISSED),
        # the clock: the day is over, or what the person was to come for is
        Move("miss", BOOKED, MISSED, CLOCK, message=_MISSED),
        Move("let_go", BOOKED, CANCELLED, CLOCK),
        Move("let_go", ARRIVED, CANCELLED, CLOCK),
        Move("serve", BOOKED, SERVED, CLOCK),
        Move("serve", ARRIVED, SERVED, CLOCK),
    )
)
