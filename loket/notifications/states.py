"""The life of a message, as a table that can be read aloud."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.transitions import Move, TransitionTable

QUEUED = "queued"
SENDING = "sending"
SENT = "sent"
FAILED = "failed"
CANCELLED = "cancelled"

#: states in which something is still promised
OPEN = (QUEUED, SENDING)
LABELS = {
    QUEUED: _("Menunggu dikirim"),
    SENDING: _("Sedang dikirim"),
    SENT: _("Terkirim"),
    FAILED: _("Gagal"),
    CANCELLED: _("Tidak jadi dikirim"),
}

MOVES = TransitionTable(
    (
        Move("claim", QUEUED, SENDING, "worker"),
        # the worker that had it died: taken over once its lease has run out
        Move("take_over", SENDING, SENDING, "worker"),
        Move("mark_sent", SENDING, SENT, "worker"),
        Move("try_later", SENDING, QUEUED, "worker"),
        # no use trying again: the next channel takes over, or people do
        Move("set_aside", SENDING, FAILED, "worker"),
        # undone, no longer true, or too late
        Move("drop", SENDING, CANCELLED, "worker"),
        Move("cancel", QUEUED, CANCELLED, "cause"),
        Move("send_again", FAILED, QUEUED, "officer"),
    )
)
