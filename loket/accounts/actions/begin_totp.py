"""Begin enrolment of a second factor."""

from __future__ import annotations

import pyotp

from loket.accounts.models import Account
from loket.audit.actions.record import record


def begin_totp(account: Account, *, secret: str = "") -> str:
    """The secret to put into the authenticator app; the same one until it is confirmed.

    ``secret`` (base32) sets a known one: demo accounts and ``createstaff`` only.
    """
    if secret or not account.totp_secret:
        account.totp_secret = secret or pyotp.random_base32()
        account.totp_confirmed_at = None
        account.totp_last_step = None
        account.save(update_fields=["totp_secret", "totp_confirmed_at", "totp_last_step"])
        record("accounts.begin_second_factor", obj_type="account", obj_ref=str(account.public_id))
    return str(account.totp_secret)
