"""Who asked takes the question back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.foundation.kernel import clock

from ..models import Opinion
from ..policies import NotAllowed, Officer, Overtaken


def withdraw_opinion(opinion: Opinion, *, by: Officer) -> None:
    """Take one's own open question back. Raises ``NotAllowed`` or ``Overtaken`` when it was answered."""
    if opinion.asked_by_id != by.actor.id:
        raise NotAllowed(_("Hanya yang bertanya bisa menarik pertanyaannya."))
    changed = Opinion.objects.filter(pk=opinion.pk, closed_at=None).update(
        closed_by=by.actor.name, closed_at=clock.now()
    )
    if not changed:
        raise Overtaken(_("Pertanyaan ini sudah dijawab. Buka lagi berkasnya untuk membacanya."))
    record(
        "applications.opinion_withdrawn",
        actor=by.actor,
        obj_type="application",
        obj_ref=opinion.application.reference,
    )
