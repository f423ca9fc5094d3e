"""Freeze a verified account, or let it go again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loket.accounts.actions.set_active import set_active
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain
from loket.residents import lifecycle
from loket.residents.labels import freeze_reason
from loket.residents.models import Resident, ResidentStep
from loket.residents.policies import require_may_decide, require_second
from loket.residents.queries import last_freeze
from loket.residents.rules import salutation
from loket.staff.models import Membership

from ._officer import actor_of


class FreezeReasonMissing(Refusal):
    """No listed reason, or no note where the reason needs one."""

    default_code = "reason"


def freeze(resident: Resident, *, by: Membership, reason: str, note: str = "") -> ResidentStep:
    """Log in is refused and every session ends, until ``unfreeze``; open applications go on as they are.

    ``reason`` is a code of ``labels.FREEZE_REASONS``; it and ``note`` stay with the office. The owner is told
    that the account is frozen and where to go. Raises ``FreezeReasonMissing``, ``RoleMissing``, ``OwnCase``,
    ``MoveRefused``.
    """
    require_may_decide(by, resident)
    chosen = freeze_reason(reason)
    if chosen is None:
        raise FreezeReasonMissing(_("Pilih alasan pembekuan."), field="alasan")
    words = plain(note, max_length=300) if note.strip() else ""
    if chosen.needs_note and not words:
        raise FreezeReasonMissing(_("Tulis alasannya, satu kalimat."), field="catatan")
    with transaction.atomic():
        step = lifecycle.move(
            resident,
            "freeze",
            by=actor_of(by),
            slot="verifier",
            remarks={"reason": chosen.code, "note": words},
            message={"sapaan": salutation(resident.name, resident.gender)},
        )
        set_active(resident.account, active=False)
    return step


def unfreeze(resident: Resident, *, by: Membership, note: str = "") -> ResidentStep:
    """Log in works again; only by a second person: whoever froze the account does not open it.

    Raises ``SecondPersonNeeded``, ``RoleMissing``, ``OwnCase``, ``MoveRefused``.
    """
    require_may_decide(by, resident)
    frozen = last_freeze(resident)
    require_second(by, frozen.actor_id if frozen else "")
    words = plain(note, max_length=300) if note.strip() else ""
    with transaction.atomic():
        step = lifecycle.move(
            resident,
            "unfreeze",
            by=actor_of(by),
            slot="verifier",
            remarks={"note": words},
            message={"sapaan": salutation(resident.name, resident.gender)},
        )
        set_active(resident.account, active=True)
    return step
