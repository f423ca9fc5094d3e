"""An officer asks the resident to mend single items; the rest stays as it is (experience rule 14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain

from .. import labels, lifecycle, reasons, states
from ..messages import item_name
from ..models import Application, Step
from ..models.attachment import Verdict
from ..policies import Officer, require_lock, require_work
from ..queries import current_papers
from ..rules import Fault
from ..states import Slot

_SENTENCE_LENGTH = 300


class ReasonUnknown(Refusal):
    """The reason is not one of the packaged ones, or its own words are missing."""

    default_code = "reason_unknown"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the officer picked: an item, a coded reason, and his own words where the reason is "other"."""

    item: str
    kind: Literal["paper", "field"]
    reason_code: str
    note: str = ""


def return_for_correction(
    application: Application, *, by: Officer, complaints: Iterable[Complaint], note: str = ""
) -> Step:
    """Return the application with one sentence per item and a deadline; only these items can be changed.

    Works from verification, from the visit and from processing. Raises ``NotAllowed``, ``ReasonUnknown``,
    ``NeedMissing`` without any item, ``MoveUnknown`` or ``Overtaken``.
    """
    slot = states.WORKED_BY.get(application.state, Slot.VERIFY)
    require_work(by, application, slot)
    if slot == Slot.VERIFY:
        require_lock(by, application)
    faults = [_fault(application, complaint) for complaint in complaints]
    with transaction.atomic():
        step = lifecycle.move(
            application,
            "return_for_correction",
            by=by.actor,
            slot=slot,
            note=note,
            sentence=faults[0].sentence if faults else "",
            defects=faults,
        )
        doubted = [fault.item for fault in faults if fault.kind == "paper"]
        current_papers(application).filter(slug__in=doubted).update(verdict=Verdict.BAD)
    return step


def _fault(application: Application, complaint: Complaint) -> Fault:
    reason = reasons.reason_of(complaint.kind, complaint.reason_code)
    if reason is None:
        raise ReasonUnknown(_("Pilih alasan dari daftar."))
    if not _can_be_named(application, complaint):
        raise ReasonUnknown(_("Pilih paling sedikit satu hal yang perlu diperbaiki."))
    words = plain(complaint.note, max_length=_SENTENCE_LENGTH) if complaint.note else ""
    if reason.code == labels.OTHER and not words:
        raise ReasonUnknown(_("Tulis apa yang perlu diperbaiki."), field="catatan")
    sentence = reason.sentence(item=item_name(application, complaint.item), note=words)
    return Fault(complaint.item, complaint.kind, reason.code, sentence[:_SENTENCE_LENGTH])


def _can_be_named(application: Application, complaint: Complaint) -> bool:
    """A question of the form, or a paper of it or sent with it: what no page shows could never be mended."""
    definition = application.service_version.definition
    if complaint.kind == "field":
        typed = any(entry.get("slug") == complaint.item for entry in definition.get("fields", ()))
        return typed or complaint.item in application.service_version.form.by_slug
    listed = any(entry.get("slug") == complaint.item for entry in definition.get("documents", ()))
    return listed or current_papers(application).filter(slug=complaint.item).exists()
