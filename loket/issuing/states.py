"""The small life cycle of one output; an application is ready, sent or completed when all its outputs are."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.transitions import Move, TransitionTable

PLANNED = "planned"
IN_PRODUCTION = "in_production"
FAILED = "failed"
READY = "ready"
HANDED_OVER = "handed_over"
SENT = "sent"
DELIVERED = "delivered"
CANCELLED = "cancelled"

#: The officers' word for each state.
LABELS: dict[str, Promise] = {
    PLANNED: _("Direncanakan"),
    IN_PRODUCTION: _("Dalam pengerjaan"),
    FAILED: _("Gagal cetak"),
    READY: _("Siap diambil"),
    HANDED_OVER: _("Diserahkan"),
    SENT: _("Dikirim"),
    DELIVERED: _("Sampai"),
    CANCELLED: _("Dibatalkan"),
}

#: The resident's word for each state; a card that must be made again is still being made.
RESIDENT_LABELS: dict[str, Promise] = {
    PLANNED: _("Menunggu dibuat"),
    IN_PRODUCTION: _("Sedang dibuat"),
    FAILED: _("Sedang dibuat"),
    READY: _("Siap diambil"),
    HANDED_OVER: _("Sudah diambil"),
    SENT: _("Sedang dikirim"),
    DELIVERED: _("Sudah sampai"),
    CANCELLED: _("Tidak diterbitkan"),
}

#: With the resident; nothing more is to be done.
DONE = frozenset({HANDED_OVER, DELIVERED})
#: Still to be made.
UNMADE = frozenset({PLANNED, IN_PRODUCTION, FAILED})

#: Slot of the clock that closes what a cancelled case left behind.
CLOCK = "clock"
#: Neither with the resident nor cancelled, and still in the house.
OPEN = UNMADE | {READY}

TABLE = TransitionTable(
    (
        Move("start", PLANNED, IN_PRODUCTION, "process"),
        Move("start", FAILED, IN_PRODUCTION, "process"),
        Move("fail", IN_PRODUCTION, FAILED, "process"),
        Move("mark_ready", IN_PRODUCTION, READY, "process"),
        Move("send", IN_PRODUCTION, SENT, "process"),
        Move("conclude", IN_PRODUCTION, DELIVERED, "process"),
        Move("send", READY, SENT, "hand_over"),
        Move("hand_over", READY, HANDED_OVER, "hand_over"),
        Move("deliver", SENT, DELIVERED, "hand_over"),
        Move("bring_back", SENT, READY, "hand_over"),
        Move("cancel", PLANNED, CANCELLED, "process"),
        Move("cancel", IN_PRODUCTION, CANCELLED, "process"),
        Move("cancel", FAILED, CANCELLED, "process"),
        Move("cancel", READY, CANCELLED, "hand_over"),
        *(Move("cancel", state, CANCELLED, CLOCK) for state in sorted(OPEN)),
    )
)
