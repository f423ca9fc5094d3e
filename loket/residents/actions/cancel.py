"""Refuse an account for a listed reason."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from loket.accounts.actions.close_account import close_account
from loket.foundation.kernel.text import plain
from loket.residents import lifecycle
from loket.residents.labels import cancel_reason
from loket.residents.models import Resident, ResidentStep
from loket.residents.policies import require_may_decide
from loket.residents.rules import salutation
from loket.staff.models import Membership

from ._officer import actor_of, seconds_open
from .return_for_repair import ReasonMissing


def cancel(resident: Resident, *, by: Membership, reason: str, note: str = "") -> ResidentStep:
    """Close the account; the message names the reason and the person may register again (seed S3-26).

    Raises ``ReasonMissing``, ``RoleMissing``, ``OwnCase`` and ``MoveRefused``.
    """
    require_may_decide(by, resident)
    chosen = cancel_reason(reason)
    if chosen is None:
        raise ReasonMissing(_("Pilih alasan penolakan."), field="alasan")
    with override(resident.account.language):
        message = {
            "sapaan": salutation(resident.name, resident.gender),
            "karena": str(chosen.because),
        }
    words = plain(note, max_length=300) if note.strip() else ""
    with transaction.atomic():
        step = lifecycle.move(
            resident,
            "cancel",
            by=actor_of(by),
            slot="verifier",
            remarks={"reason": chosen.code, "note": words, "seconds": seconds_open(resident, by)},
            message=message,
        )
        close_account(resident.account)
    return step
