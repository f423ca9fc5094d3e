"""Take an officer's second factor away, for one who lost phone and recovery codes."""

from __future__ import annotations

from loket.accounts.models import Account, RecoveryCode
from loket.audit.actions.record import record

from .end_sessions import end_sessions


def reset_second_factor(account: Account) -> None:
    """The app's secret and the recovery codes are gone, every session ends; the next log in enrols anew."""
    account.totp_secret = None
    account.totp_confirmed_at = None
    account.totp_last_step = None
    account.save(update_fields=["totp_secret", "totp_confirmed_at", "totp_last_step"])
    RecoveryCode.objects.filter(account=account).delete()
    record("accounts.reset_second_factor", obj_type="account", obj_ref=str(account.public_id))
    end_sessions(account, why="second_factor")
