"""An administrator takes another officer's second factor away."""

from __future__ import annotations

from loket.accounts.actions.reset_second_factor import reset_second_factor
from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.notifications.actions.queue import queue
from loket.staff.models import Membership
from loket.staff.policies import may_reset_factor
from loket.staff.queries import recipient_of


class ResetRefused(Refusal):
    """This administrator may not take this second factor away."""

    default_code = "reset_factor"
    default_status = 422


def reset_factor(membership: Membership, *, by: Membership) -> bool:
    """The officer enrols anew at the next log in; on record, and the officer is told.

    Returns False when no address of the officer is known, so that somebody tells him in person. Raises
    ``ResetRefused`` for one's own second factor.
    """
    reason = may_reset_factor(by, membership)
    if reason:
        raise ResetRefused(reason)
    reset_second_factor(membership.account)
    record("staff.reset_factor", obj_type="account", obj_ref=str(membership.account.public_id))
    to = recipient_of(membership)
    if to is None:
        return False
    return bool(queue("staff.second_factor_reset", to=to, variables={}, ref=str(membership.public_id)))
