"""Switch an account off or on again."""

from __future__ import annotations

from loket.accounts.models import Account
from loket.audit.actions.record import record

from .end_sessions import end_sessions


def set_active(account: Account, *, active: bool) -> None:
    """Off: log in is refused and every session ends now. On: log in works again."""
    account.is_active = active
    account.save(update_fields=["is_active"])
    verb = "accounts.activate" if active else "accounts.deactivate"
    record(verb, obj_type="account", obj_ref=str(account.public_id))
    if not active:
        end_sessions(account, why="deactivated")
