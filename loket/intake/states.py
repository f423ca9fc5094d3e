"""The life of a request to be called, as data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.transitions import Move, TransitionTable

WAITING = "waiting"
CALLING = "calling"
NOT_REACHED = "not_reached"
DONE = "done"
GIVEN_UP = "given_up"

#: What officers read.
LABELS = {
    WAITING: _("Menunggu ditelepon"),
    CALLING: _("Sedang ditelepon"),
    NOT_REACHED: _("Belum tersambung"),
    DONE: _("Selesai"),
    GIVEN_UP: _("Tidak tersambung, ditutup"),
}
OPEN = frozenset({WAITING, CALLING, NOT_REACHED})
#: After so many tries in vain the request is closed, and the person is told.
MOST_TRIES = 3

_OFFICER = "officer"
MOVES = TransitionTable(
    (
        Move("call", WAITING, CALLING, _OFFICER),
        Move("call", NOT_REACHED, CALLING, _OFFICER),
        Move("let_go", CALLING, WAITING, _OFFICER),
        Move("conclude", CALLING, DONE, _OFFICER),
        Move("miss", CALLING, NOT_REACHED, _OFFICER, message="intake.call_missed"),
        Move("give_up", CALLING, GIVEN_UP, _OFFICER, message="intake.call_missed"),
    )
)
