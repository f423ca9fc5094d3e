"""An officer asks a colleague, or those above, about a case."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain
from loket.staff.labels import ROLES
from loket.staff.models import Membership
from loket.staff.policies import sees_zone

from ..models import Application, Opinion
from ..policies import Officer

LONGEST = 500


class QuestionMissing(Refusal):
    """Nobody is asked, or nothing."""

    default_code = "question_missing"


def ask_opinion(
    application: Application, question: str, *, by: Officer, role: str = "", officer: Membership | None = None
) -> Opinion:
    """Ask one role or one officer; the case stands among theirs until it is answered or taken back.

    Raises ``QuestionMissing`` (422) with the field it is about.
    """
    if (role not in ROLES and officer is None) or (officer is not None and not officer.active):
        raise QuestionMissing(_("Pilih siapa yang diminta pendapat."), field="kepada")
    if officer is not None and officer.pk == by.membership_id:
        raise QuestionMissing(_("Pilih petugas lain, bukan Anda sendiri."), field="kepada")
    if officer is not None and not _works_there(officer, application):
        raise QuestionMissing(
            _("Rekan ini tidak bertugas di wilayah berkas ini. Pilih yang lain."), field="kepada"
        )
    words = plain(question, max_length=LONGEST, multiline=True)
    if not words:
        raise QuestionMissing(_("Tulis pertanyaannya dulu."), field="pertanyaan")
    asked: Opinion = Opinion.objects.create(
        application=application,
        sealed_question=application.seal_text(words),
        role="" if officer is not None else role,
        officer=officer,
        asked_by_id=by.actor.id,
        asked_by=by.actor.name,
    )
    record(
        "applications.opinion_asked",
        actor=by.actor,
        obj_type="application",
        obj_ref=application.reference,
        detail={"role": asked.role} if asked.role else {"officer": str(officer.public_id) if officer else ""},
    )
    return asked


def _works_there(colleague: Membership, application: Application) -> bool:
    """Whether the case would stand among the colleague's: nobody is asked about what he may not open."""
    return not application.is_routed or sees_zone(colleague, application.kecamatan_code)
