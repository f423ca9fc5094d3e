"""The resident leaves his own application."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loket.audit.actor import Actor
from loket.foundation.kernel.errors import Refusal

from .. import labels, lifecycle, states
from ..models import Application, Step


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
    sentence = "" if application.state == states.DRAFT else str(labels.WITHDRAWN)
    return lifecycle.move(
        application,
        "withdraw",
        by=by,
        slot=states.Slot.APPLICANT,
        reason="by_request",
        sentence=sentence,
        note=note,
    )
