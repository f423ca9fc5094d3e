"""What rejecting and cancelling have in common: a listed reason, and a sentence for the resident."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import gettext as _

from loket.foundation.kernel.text import plain

from .. import labels, lifecycle, reasons, states
from ..models import Application, Step
from ..policies import Officer, require_lock, require_work
from ..states import Slot
from .return_for_correction import ReasonUnknown

_SENTENCE_LENGTH = 200


def end_with_reason(
    application: Application, move: Literal["reject", "cancel"], *, by: Officer, reason: str, note: str
) -> Step:
    """Make the ending move in the slot that works on the case now."""
    slot = states.WORKED_BY.get(application.state, Slot.VERIFY)
    require_work(by, application, slot)
    if slot == Slot.VERIFY:
        require_lock(by, application)
    known = reasons.reason_of(move, reason)
    if known is None:
        raise ReasonUnknown(_("Pilih alasannya dulu."), field="alasan")
    words = plain(note, max_length=_SENTENCE_LENGTH) if note else ""
    if known.code == labels.OTHER and not words:
        raise ReasonUnknown(_("Tulis alasannya dalam satu kalimat untuk pemohon."), field="catatan")
    return lifecycle.move(
        application,
        move,
        by=by.actor,
        slot=slot,
        reason=known.code,
        sentence=known.sentence(note=words),
    )
