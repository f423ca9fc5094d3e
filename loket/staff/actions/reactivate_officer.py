"""Give an officer who left the access back."""

from __future__ import annotations

from loket.accounts.actions.set_active import set_active
from loket.audit.actions.record import record
from loket.staff.models import Membership


def reactivate_officer(membership: Membership) -> None:
    """The membership and the account work again, with the roles from before."""
    membership.active = True
    membership.save(update_fields=["active"])
    record("staff.reactivate", obj_type="account", obj_ref=str(membership.account.public_id))
    set_active(membership.account, active=True)
