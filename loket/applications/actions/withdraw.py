"""The resident leaves his own application."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loket.audit.actor import Actor
from loket.foundation.kernel.errors import Refusal

from .. import labels, lifecycle, states
from ..models import Application, Step
from . import _draft


class TooLateToWithdraw(Refusal):
    """The office has begun to work on it."""

    default_code = "too_late_to_withdraw"
    default_status = 409


def withdraw(application: Application, *, by: Actor, note: str = "") -> Step:
    """Cancel ``application`` at the wish of its applicant; ``note`` is his own reason, if he gave one.

    Possible for drafts, while it waits for the first look, for a correction or for a visit (settled). Raises
    ``TooLateToWithdraw``, and ``Overtaken`` when an officer was first.
    """
    if not application.is_withdrawable:
        raise TooLateToWithdraw(
            _("Permohonan ini sedang dikerjakan dan tidak bisa dibatalkan sendiri. Hubungi kantor.")
        )
    was_draft = application.state == states.DRAFT
    with transaction.atomic():
        step = lifecycle.move(
            application,
            "withdraw",
            by=by,
            slot=states.Slot.APPLICANT,
            reason="by_request",
            sentence="" if was_draft else str(labels.WITHDRAWN),
            note=note,
        )
        if was_draft:
            _forget(application)
    return step


def _forget(application: Application) -> None:
    """Nobody at the office saw the draft, so nobody needs it: answers and photos go at once."""
    application.erase_answers()
    application.save(update_fields=["sealed_answers", "wrapped_key"])
    files = [row.file for row in application.attachments.select_related("file")]
    application.attachments.all().delete()
    for file in files:
        _draft.let_go(file)
