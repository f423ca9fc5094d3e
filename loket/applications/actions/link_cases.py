"""An officer says that two cases belong together."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain

from ..casework import reason_words
from ..models import Application, CaseLink
from ..policies import Officer


class LinkRefused(Refusal):
    """The two cannot be linked."""

    default_code = "link"


def link_cases(application: Application, other: Application, *, by: Officer, reason: str) -> CaseLink:
    """Link the two; linking again changes nothing. The caller has seen both through the officer's door.

    Raises ``LinkRefused`` for a case with itself, ``Refusal`` without a reason.
    """
    if application.pk == other.pk:
        raise LinkRefused(_("Berkas tidak bisa ditautkan dengan dirinya sendiri."), field="nomor")
    words = reason_words(plain(reason, max_length=120))
    first, second = sorted((application, other), key=lambda case: case.pk)
    link, is_new = CaseLink.objects.get_or_create(
        first=first,
        second=second,
        unlinked_at=None,
        defaults={"tenant": application.tenant, "reason": words, "linked_by": by.actor.name},
    )
    if is_new:
        for case, beside in ((first, second), (second, first)):
            record(
                "applications.linked",
                actor=by.actor,
                obj_type="application",
                obj_ref=case.reference,
                detail={"with": beside.reference},
            )
    made: CaseLink = link
    return made
