"""Take an officer's access away."""

from __future__ import annotations

from loket.accounts.actions.set_active import set_active
from loket.audit.actions.record import record
from loket.notifications.actions.queue import queue
from loket.staff.models import Membership
from loket.staff.queries import recipient_of

from ._last_administrator import require_another_administrator


def deactivate_officer(membership: Membership) -> None:
    """The membership and the account stop working and every session ends now; the officer is told.

    Raises ``LastAdministrator``. Cases are passed on by the caller in the same transaction.
    """
    require_another_administrator(membership)
    membership.active = False
    membership.save(update_fields=["active"])
    record("staff.deactivate", obj_type="account", obj_ref=str(membership.account.public_id))
    set_active(membership.account, active=False)
    to = recipient_of(membership)
    if to is not None:
        queue("staff.deactivated", to=to, variables={}, ref=str(membership.public_id))
