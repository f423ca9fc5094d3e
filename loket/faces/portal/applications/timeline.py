"""The journey of an application in the resident's words: what was, what is now, what will come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.applications import states
from loket.applications.labels import CORRECTION_REASONS
from loket.applications.messages import item_name
from loket.applications.models import Application, Correction, Step
from loket.foundation.ui.dates import short_moment
from loket.foundation.ui.statuses import status_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Entry:
    """One point of the line; ``when`` is "done", "now" or "later"."""

    label: str | _StrPromise
    when: str
    moment: str = ""
    note: str = ""
    icon: str = ""


#: What a finished move reads like. Moves that are missing here are the office's own affair.
_DONE: dict[str, _StrPromise] = {
    "submit": gettext_lazy("Terkirim"),
    "resubmit": gettext_lazy("Perbaikan terkirim"),
    "return_for_correction": gettext_lazy("Diminta memperbaiki"),
    "approve": gettext_lazy("Diperiksa dan disetujui"),
    "invite": gettext_lazy("Diminta datang"),
    "record_visit": gettext_lazy("Sudah datang"),
    "take_into_process": gettext_lazy("Mulai diproses"),
    "start_production": gettext_lazy("Mulai dikerjakan"),
    "mark_ready": gettext_lazy("Siap diambil"),
    "send": gettext_lazy("Dikirim"),
    "bring_back": gettext_lazy("Kembali ke kantor"),
    "complete": gettext_lazy("Selesai"),
    "hand_over": gettext_lazy("Sudah diambil"),
    "confirm_delivery": gettext_lazy("Sudah sampai"),
    "reject": gettext_lazy("Tidak bisa diproses"),
    "cancel": gettext_lazy("Dibatalkan"),
    "withdraw": gettext_lazy("Dibatalkan atas permintaan Anda"),
    "expire": gettext_lazy("Dibatalkan karena lewat batas waktu"),
}
#: Moves of the applicant: an officer's name beside one is that of whoever helped (seed S1-20).
_BY_APPLICANT = frozenset({"submit", "resubmit", "withdraw"})
#: The usual way, from which "what will come" is read.
_WAY = (
    states.SUBMITTED,
    states.APPROVED,
    states.IN_PROCESS,
    states.IN_PRODUCTION,
    states.READY,
    states.COMPLETED,
)
#: Where a state off the usual way stands on it.
_AS_FAR_AS = {
    states.IN_VERIFICATION: states.SUBMITTED,
    states.RETURNED: states.SUBMITTED,
    states.AWAITING_VISIT: states.APPROVED,
    states.SENT: states.READY,
}
_SENT_AWAY = frozenset({"pos", "email"})
_NOT_HANDED_OVER = "tanpa_dokumen"


def entries_of(
    application: Application, steps: Iterable[Step], corrected: Iterable[Correction] = ()
) -> list[Entry]:
    """Every point of the line, oldest first, with what officers put right; undone decisions never happened."""
    kept = _without_undone(steps)
    past = [(step.at, _past(step)) for step in kept if step.move in _DONE]
    if not application.has_ended:
        past = past[: _shown(application, kept)]
    past += [(one.at, _put_right(application, one)) for one in corrected]
    told = [entry for _at, entry in sorted(past, key=lambda one: one[0])]
    return told if application.has_ended else [*told, _now(application), *_coming(application)]


def _put_right(application: Application, one: Correction) -> Entry:
    """An answer that an officer set right, with the reason (the resident was told by message too)."""
    label = _("Petugas membetulkan: %(item)s") % {"item": item_name(application, one.item)}
    said = _("%(when)s · oleh %(name)s. Alasan: %(reason)s.") % {
        "when": short_moment(one.at),
        "name": one.actor_name.split()[0] if one.actor_name else _("petugas"),
        "reason": CORRECTION_REASONS.get(one.reason_code, one.reason_code),
    }
    return Entry(label, "done", said)


def _without_undone(steps: Iterable[Step]) -> list[Step]:
    kept: list[Step] = []
    for step in steps:
        if step.move == "undo":
            if kept:
                kept.pop()
        else:
            kept.append(step)
    return kept


def _past(step: Step) -> Entry:
    words = _("dibantu oleh %(name)s") if step.move in _BY_APPLICANT else _("oleh %(name)s")
    note = words % {"name": step.actor_name.split()[0]} if step.actor_name else ""
    moment = short_moment(step.at)
    return Entry(_DONE[step.move], "done", f"{moment} · {note}" if note else moment)


def _shown(application: Application, kept: list[Step]) -> int:
    """The last move made is the present itself, unless it only brought the case into the queue."""
    told = [step for step in kept if step.move in _DONE]
    is_present = (
        bool(told) and told[-1].to_state == application.state and application.state != states.SUBMITTED
    )
    return len(told) - 1 if is_present else len(told)


def _now(application: Application) -> Entry:
    look = status_of(application.state)
    label = _("Menunggu diperiksa") if application.state == states.SUBMITTED else look.resident
    since = (
        application.processing_starts_at if application.state == states.SUBMITTED else application.entered_at
    )
    words = _("Mulai %(when)s") % {"when": short_moment(since)} if since else ""
    return Entry(label, "now", words, icon=look.icon)


def _coming(application: Application) -> list[Entry]:
    here = _AS_FAR_AS.get(application.state, application.state)
    rest = _WAY[_WAY.index(here) + 1 :] if here in _WAY else ()
    return [
        Entry(_later_word(state, application), "later", note=_later_note(state, application))
        for state in rest
        if not (state == states.READY and application.delivery == _NOT_HANDED_OVER)
    ]


def _later_word(state: str, application: Application) -> str | _StrPromise:
    if state == states.READY and application.delivery in _SENT_AWAY:
        return status_of(states.SENT).resident
    return status_of(state).resident


def _later_note(state: str, application: Application) -> str:
    if (
        state == states.READY
        and application.delivery not in _SENT_AWAY
        and application.pickup_office is not None
    ):
        return str(application.pickup_office.name)
    return ""
