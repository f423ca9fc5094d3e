"""Open an account for checking, so that no two officers check the same one."""

from __future__ import annotations

from django.db.models import Q

from loket.accounts.models import Account
from loket.foundation.kernel import clock
from loket.residents.models import Resident
from loket.residents.rules import HELD_FOR


def hold(resident: Resident, officer: Account) -> Account | None:
    """Mark the account as open at this officer; returns the other officer who has it, or None when it is ours.

    It is let go after four minutes without a look (experience.md, interaction rule 17).
    """
    now = clock.now()
    free = Q(opened_by__isnull=True) | Q(opened_by=officer) | Q(opened_seen_at__lt=now - HELD_FOR)
    ours = Resident.objects.filter(free, pk=resident.pk)
    if resident.opened_by_id != officer.pk or resident.opened_at is None:
        changed = ours.update(opened_by=officer, opened_at=now, opened_seen_at=now)
        if changed:
            resident.opened_by, resident.opened_at = officer, now
    else:
        changed = ours.update(opened_seen_at=now)
    if changed:
        return None
    resident.refresh_from_db(fields=["opened_by"])
    other: Account | None = resident.opened_by
    return other
