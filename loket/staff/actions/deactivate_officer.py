"""Take an officer's access away."""

from __future__ import annotations

from loket.accounts.actions.set_active import set_active
from loket.audit.actions.record import record
from loket.staff.models import Membership


def deactivate_officer(membership: Membership) -> None:
    """The membership and the account stop working and every session ends now."""
    membership.active = False
    membership.save(update_fields=["active"])
    record("staff.deactivate", obj_type="account", obj_ref=str(membership.account.public_id))
    set_active(membership.account, active=False)
