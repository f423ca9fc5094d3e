"""Who was asked about a case answers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain

from ..casework import is_asked
from ..models import Opinion
from ..policies import NotAllowed, Officer, Overtaken, is_own_case
from .ask_opinion import LONGEST


def answer_opinion(opinion: Opinion, answer: str, *, by: Officer) -> None:
    """Note the answer; the case goes on where it stood. Raises ``NotAllowed``, ``Overtaken`` or ``Refusal``."""
    if not is_asked(by, opinion):
        raise NotAllowed(_("Pendapat Anda tidak diminta untuk berkas ini."))
    if is_own_case(by, opinion.application):
        raise NotAllowed(_("Ini permohonan Anda atau keluarga Anda. Petugas lain yang mengerjakannya."))
    words = plain(answer, max_length=LONGEST, multiline=True)
    if not words:
        raise Refusal(_("Tulis pendapat Anda dulu."), code="answer_missing", field="pendapat")
    changed = Opinion.objects.filter(pk=opinion.pk, closed_at=None).update(
        sealed_answer=opinion.application.seal_text(words), closed_by=by.actor.name, closed_at=clock.now()
    )
    if not changed:
        raise Overtaken(_("Pertanyaan ini sudah dijawab atau ditarik. Pendapat Anda tidak dicatat."))
    record(
        "applications.opinion_given",
        actor=by.actor,
        obj_type="application",
        obj_ref=opinion.application.reference,
    )
