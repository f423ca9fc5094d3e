"""Freeze a verified account, or let it go again."""

from __future__ import annotations

from django.db import transaction

from loket.accounts.actions.set_active import set_active
from loket.residents import lifecycle
from loket.residents.models import Resident, ResidentStep
from loket.residents.policies import require_may_decide
from loket.staff.models import Membership

from ._officer import actor_of


def freeze(resident: Resident, *, by: Membership, note: str = "") -> ResidentStep:
    """Log in is refused and every session ends, until ``unfreeze``; for reported misuse."""
    require_may_decide(by, resident)
    with transaction.atomic():
        step = lifecycle.move(
            resident, "freeze", by=actor_of(by), slot="verifier", remarks={"note": note[:300]}
        )
        set_active(resident.account, active=False)
    return step


def unfreeze(resident: Resident, *, by: Membership) -> ResidentStep:
    """Log in works again."""
    require_may_decide(by, resident)
    with transaction.atomic():
        step = lifecycle.move(resident, "unfreeze", by=actor_of(by), slot="verifier")
        set_active(resident.account, active=True)
    return step
