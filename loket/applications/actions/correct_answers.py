"""An officer puts an answer right, with trace and reason; the resident is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.notifications.actions.queue import queue

from .. import labels, messages
from ..models import Application, Correction
from ..policies import Officer, Overtaken, may_correct, require
from . import _draft


class NothingCorrected(Refusal):
    """The answer is what it was, or no reason was given."""

    default_code = "nothing_corrected"


def correct_answers(
    application: Application, answers: Mapping[str, Any], *, by: Officer, reason: str, edition: str
) -> list[Correction]:
    """Set these validated answers (JSON values by slug) on the officer's case.

    ``edition`` is the application's when the form was made. Before and after stay sealed; the record names the
    questions only. Raises ``NotAllowed``, ``NothingCorrected``, or ``Overtaken`` when somebody was first.
    """
    if reason not in labels.CORRECTION_REASONS:
        raise NothingCorrected(_("Pilih alasannya dulu."), field="alasan")
    with transaction.atomic():
        current = _draft.locked(application)
        require(may_correct(by, current))
        if edition != current.edition:
            raise Overtaken(_("Isian ini baru saja diubah petugas lain. Buka lagi, lalu periksa."))
        made = _made(current, answers, by=by, reason=reason)
        current.write_answers(current.read_answers() | dict(answers))
        _draft.copy_facts(current, current.read_answers())
        current.save(update_fields=_draft.SAVED)
        _tell(current, made, by=by, reason=reason)
    return made


def _made(current: Application, answers: Mapping[str, Any], *, by: Officer, reason: str) -> list[Correction]:
    before = current.read_answers()
    changed = {slug: value for slug, value in answers.items() if before.get(slug) != value}
    if not changed:
        raise NothingCorrected(_("Isian ini tidak berubah. Betulkan dulu, lalu simpan."))
    return [
        Correction.objects.create(
            application=current,
            item=slug,
            sealed_before=current.seal_text(json.dumps(before.get(slug), ensure_ascii=False)),
            sealed_after=current.seal_text(json.dumps(value, ensure_ascii=False)),
            reason_code=reason,
            actor_id=by.actor.id,
            actor_name=by.actor.name,
        )
        for slug, value in changed.items()
    ]


def _tell(current: Application, made: list[Correction], *, by: Officer, reason: str) -> None:
    slugs = [one.item for one in made]
    record(
        "applications.corrected",
        actor=by.actor,
        obj_type="application",
        obj_ref=current.reference,
        detail={"questions": slugs, "reason": reason},
    )
    language = current.applicant.account.language or "id"
    with override(language):
        named = ", ".join(messages.item_name(current, slug) for slug in slugs)
        values = {
            "layanan": messages.service_title(current, language),
            "nomor": current.reference,
            "hal": named,
        }
    queue(
        "applications.corrected",
        to=messages.recipient(current),
        variables=values,
        ref=f"{current.reference}/correction/{made[0].pk}",
        service=current.service.code,
    )
