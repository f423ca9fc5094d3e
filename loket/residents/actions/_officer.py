"""The deciding officer, for the history."""

from __future__ import annotations

from loket.audit.actor import Actor
from loket.foundation.kernel import clock
from loket.residents.models import Resident
from loket.staff.models import Membership

_LONGEST = 3600


def actor_of(membership: Membership) -> Actor:
    """The officer as the record names him."""
    return Actor("officer", str(membership.account.public_id), membership.account.display_name)


def seconds_open(resident: Resident, membership: Membership) -> int | None:
    """Seconds this officer has had the account open, at most an hour; None when somebody else had it."""
    if resident.opened_at is None or resident.opened_by_id != membership.account_id:
        return None
    return min(int((clock.now() - resident.opened_at).total_seconds()), _LONGEST)
