"""An officer takes back that two cases belong together."""

from __future__ import annotations

from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.text import plain

from ..casework import reason_words
from ..models import CaseLink
from ..policies import Officer


def unlink_cases(link: CaseLink, *, by: Officer, reason: str) -> None:
    """Take the link back; it stays as a trace. Raises ``Refusal`` without a reason."""
    words = reason_words(plain(reason, max_length=120))
    changed = CaseLink.objects.filter(pk=link.pk, unlinked_at=None).update(
        unlinked_at=clock.now(), unlinked_by=by.actor.name, unlink_reason=words
    )
    if changed:
        for case, beside in ((link.first, link.second), (link.second, link.first)):
            record(
                "applications.unlinked",
                actor=by.actor,
                obj_type="application",
                obj_ref=case.reference,
                detail={"with": beside.reference},
            )
