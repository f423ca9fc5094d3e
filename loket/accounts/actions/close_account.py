"""Give an account up, so that its NIK may register again."""

from __future__ import annotations

from loket.accounts.models import Account
from loket.audit.actions.record import record
from loket.foundation.kernel import clock

from .end_sessions import end_sessions


def close_account(account: Account) -> None:
    """Close: no log in, no sessions; a new registration of the same NIK is possible (seed S3-26)."""
    account.closed_at = clock.now()
    account.save(update_fields=["closed_at"])
    record("accounts.close", obj_type="account", obj_ref=str(account.public_id))
    end_sessions(account, why="closed")


def reopen_account(account: Account) -> None:
    """Take a closing back. Raises ``IntegrityError`` when the NIK has registered again meanwhile."""
    account.closed_at = None
    account.save(update_fields=["closed_at"])
    record("accounts.reopen", obj_type="account", obj_ref=str(account.public_id))
