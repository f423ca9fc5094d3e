"""The life cycle of an application: thirteen states and every move between them, read aloud (ADR 3).

Fixed for every dinas; variety comes from the service (visit, delivery, roles), which switches requirements on
rows and never adds rows. Who stands behind a slot is named by the service (``processed_by`` and ``visit``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.transitions import Move, TransitionTable

DRAFT = "draft"
SUBMITTED = "submitted"
IN_VERIFICATION = "in_verification"
RETURNED = "returned"
APPROVED = "approved"
AWAITING_VISIT = "awaiting_visit"
IN_PROCESS = "in_process"
IN_PRODUCTION = "in_production"
READY = "ready"
SENT = "sent"
COMPLETED = "completed"
REJECTED = "rejected"
CANCELLED = "cancelled"


class Slot(StrEnum):
    """Who makes a move: the service names the role behind each slot (``services`` data, ``move_slots``)."""

    APPLICANT = "applicant"
    VERIFY = "verify"
    PROCESS = "process"
    VISIT = "visit"
    HAND_OVER = "hand_over"
    EXPIRY = "expiry"


@dataclass(frozen=True, slots=True)
class State:
    """One state: its code, the officers' word, the residents' word (colour and icon: ``ui.statuses``)."""

    code: str
    label: Promise
    resident_label: Promise


STATES: dict[str, State] = {
    state.code: state
    for state in (
        State(DRAFT, _("Draf"), _("Belum dikirim")),
        State(SUBMITTED, _("Diajukan"), _("Terkirim")),
        State(IN_VERIFICATION, _("Diverifikasi"), _("Sedang diperiksa")),
        State(RETURNED, _("Perlu perbaikan"), _("Perlu diperbaiki")),
        State(APPROVED, _("Disetujui"), _("Disetujui")),
        State(AWAITING_VISIT, _("Menunggu kunjungan"), _("Menunggu jadwal datang")),
        State(IN_PROCESS, _("Dalam proses"), _("Dalam proses")),
        State(IN_PRODUCTION, _("Dalam pengerjaan"), _("Dalam pengerjaan")),
        State(READY, _("Siap diambil"), _("Siap diambil")),
        State(SENT, _("Dikirim"), _("Sedang dikirim")),
        State(COMPLETED, _("Selesai"), _("Selesai")),
        State(REJECTED, _("Ditolak"), _("Tidak bisa diproses")),
        State(CANCELLED, _("Dibatalkan"), _("Dibatalkan")),
    )
}

#: Nothing moves on from these, except by an undo within ten seconds.
ENDED = frozenset({COMPLETED, REJECTED, CANCELLED})
#: States in which the same person may not open the same service a second time (security rule 10).
OPEN = frozenset(STATES) - ENDED
#: Sent in and not ended, in a fixed order: what the desk counts exactly and indexes apart.
STANDING = tuple(sorted(OPEN - {DRAFT}))
#: The resident may leave the case by himself only from these.
WITHDRAWABLE = frozenset({DRAFT, SUBMITTED, RETURNED, AWAITING_VISIT})
#: The office's own clock stands still in these: the resident's time is not the office's.
PAUSED = frozenset({RETURNED, AWAITING_VISIT})
#: The resident is reminded in these, and in the end the case is closed (domain: clock, unclaimed documents).
REMINDED = (AWAITING_VISIT, READY, RETURNED)
#: Which slot works on a case in each state; a queue is "states of a slot".
WORKED_BY: dict[str, Slot] = {
    SUBMITTED: Slot.VERIFY,
    IN_VERIFICATION: Slot.VERIFY,
    APPROVED: Slot.PROCESS,
    AWAITING_VISIT: Slot.VISIT,
    IN_PROCESS: Slot.PROCESS,
    IN_PRODUCTION: Slot.PROCESS,
    READY: Slot.HAND_OVER,
    SENT: Slot.HAND_OVER,
}

_A, _V, _P, _K, _H, _E = (
    Slot.APPLICANT,
    Slot.VERIFY,
    Slot.PROCESS,
    Slot.VISIT,
    Slot.HAND_OVER,
    Slot.EXPIRY,
)
_SUBMITTED = "applications.submitted"
_RETURNED = "applications.returned"
_APPROVED = "applications.approved"
_VISIT = "applications.awaiting_visit"
_IN_PROCESS = "applications.in_process"
_IN_PRODUCTION = "applications.in_production"
_READY = "applications.ready"
_SENT = "applications.sent"
_COMPLETED = "applications.completed"
_REJECTED = "applications.rejected"
_CANCELLED = "applications.cancelled"

#: name, from, to, who, what it needs, which message leaves.
MOVES: tuple[Move, ...] = (
    # the resident
    Move("submit", DRAFT, SUBMITTED, _A, message=_SUBMITTED),
    Move("resubmit", RETURNED, SUBMITTED, _A, needs=("mended",), message=_SUBMITTED),
    Move("withdraw", DRAFT, CANCELLED, _A),
    Move("withdraw", SUBMITTED, CANCELLED, _A, message=_CANCELLED),
    Move("withdraw", RETURNED, CANCELLED, _A, message=_CANCELLED),
    Move("withdraw", AWAITING_VISIT, CANCELLED, _A, message=_CANCELLED),
    # the verifier
    Move("claim", SUBMITTED, IN_VERIFICATION, _V),
    Move("hand_back", IN_VERIFICATION, SUBMITTED, _V),
    Move("approve", IN_VERIFICATION, APPROVED, _V, message=_APPROVED),
    Move("return_for_correction", IN_VERIFICATION, RETURNED, _V, needs=("defects",), message=_RETURNED),
    Move("reject", IN_VERIFICATION, REJECTED, _V, needs=("reason",), message=_REJECTED),
    Move("cancel", IN_VERIFICATION, CANCELLED, _V, needs=("reason",), message=_CANCELLED),
    Move("invite", APPROVED, AWAITING_VISIT, _V, needs=("visit",), message=_VISIT),
    # ten seconds to think again; the undone move's message never leaves
    Move("undo", APPROVED, IN_VERIFICATION, _V, undo=True),
    Move("undo", RETURNED, IN_VERIFICATION, _V, undo=True),
    Move("undo", REJECTED, IN_VERIFICATION, _V, undo=True),
    Move("undo", CANCELLED, IN_VERIFICATION, _V, undo=True),
    # the visit
    Move("record_visit", AWAITING_VISIT, IN_PROCESS, _K, message=_IN_PROCESS),
    Move("return_for_correction", AWAITING_VISIT, RETURNED, _K, needs=("defects",), message=_RETURNED),
    # the issuing operator
    Move("take_into_process", APPROVED, IN_PROCESS, _P, needs=("no_visit",), message=_IN_PROCESS),
    Move("start_production", IN_PROCESS, IN_PRODUCTION, _P, message=_IN_PRODUCTION),
    Move("return_for_correction", IN_PROCESS, RETURNED, _P, needs=("defects",), message=_RETURNED),
    Move("cancel", IN_PROCESS, CANCELLED, _P, needs=("reason",), message=_CANCELLED),
    Move("mark_ready", IN_PRODUCTION, READY, _P, message=_READY),
    Move("send", IN_PRODUCTION, SENT, _P, message=_SENT),
    Move("complete", IN_PRODUCTION, COMPLETED, _P, message=_COMPLETED),
    # the pick-up counter
    Move("hand_over", READY, COMPLETED, _H, message=_COMPLETED),
    Move("send", READY, SENT, _H, message=_SENT),
    Move("confirm_delivery", SENT, COMPLETED, _H, message=_COMPLETED),
    Move("bring_back", SENT, READY, _H, message=_READY),
    # the clock
    Move("expire", RETURNED, CANCELLED, _E, needs=("reason",), message=_CANCELLED),
    Move("expire", AWAITING_VISIT, CANCELLED, _E, needs=("reason",), message=_CANCELLED),
    Move("expire", READY, CANCELLED, _E, needs=("reason",), message=_CANCELLED),
)

TABLE = TransitionTable(MOVES)
#: Decisions whose message waits ten seconds, because an undo row leads back from where they end.
UNDOABLE = frozenset(
    (move.name, move.from_)
    for move in MOVES
    if move.slot == _V and move.from_ == IN_VERIFICATION and move.message
)
