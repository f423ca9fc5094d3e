"""The life of a complaint, as data."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.transitions import Move, TransitionTable

NEW = "new"
IN_HAND = "in_hand"
ANSWERED = "answered"
REOPENED = "reopened"
CLOSED = "closed"
SPAM = "spam"

#: What officers read.
LABELS: dict[str, Promise] = {
    NEW: _("Baru"),
    IN_HAND: _("Ditangani"),
    ANSWERED: _("Dijawab"),
    REOPENED: _("Dibalas pelapor"),
    CLOSED: _("Ditutup"),
    SPAM: _("Bukan aduan"),
}
#: What the person who complains reads; that somebody took it for no complaint is not told.
RESIDENT_LABELS: dict[str, Promise] = {
    NEW: _("Diterima"),
    IN_HAND: _("Sedang ditangani"),
    ANSWERED: _("Sudah dijawab"),
    REOPENED: _("Balasan Anda diterima"),
    CLOSED: _("Ditutup"),
    SPAM: _("Ditutup"),
}
#: The office owes an answer.
OPEN = frozenset({NEW, IN_HAND, REOPENED})
#: Nothing more happens unless somebody begins again.
ENDED = frozenset({ANSWERED, CLOSED, SPAM})

#: Who makes a move.
OFFICER, RESIDENT = "officer", "resident"

MOVES = TransitionTable(
    (
        *(Move("take", state, IN_HAND, OFFICER) for state in (NEW, REOPENED)),
        *(Move("pass_on", state, IN_HAND, OFFICER) for state in (NEW, REOPENED, IN_HAND)),
        *(
            Move("answer", state, ANSWERED, OFFICER, message="complaints.answered")
            for state in (NEW, IN_HAND, REOPENED)
        ),
        *(
            Move("close", state, CLOSED, OFFICER, message="complaints.closed")
            for state in (NEW, IN_HAND, REOPENED)
        ),
        *(Move("mark_spam", state, SPAM, OFFICER) for state in (NEW, IN_HAND, REOPENED)),
        Move("take_back", SPAM, NEW, OFFICER),
        *(Move("reopen", state, REOPENED, RESIDENT) for state in (ANSWERED, CLOSED)),
    )
)
