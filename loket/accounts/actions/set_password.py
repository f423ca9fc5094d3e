"""Set a new password."""

from __future__ import annotations

from loket.accounts.models import Account
from loket.audit.actions.record import record
from loket.foundation.kernel import clock

from .end_sessions import end_sessions


def set_password(account: Account, *, password_hash: str) -> None:
    """Store a new hash (from ``make_password``) and end every session; check the rules before."""
    account.password = password_hash
    account.password_changed_at = clock.now()
    account.save(update_fields=["password", "password_changed_at"])
    record("accounts.set_password", obj_type="account", obj_ref=str(account.public_id))
    end_sessions(account, why="password")
