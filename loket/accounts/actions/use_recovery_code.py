"""Log in with a recovery code instead of the authenticator app."""

from __future__ import annotations

from loket.accounts import labels, limits
from loket.accounts.models import Account, RecoveryCode
from loket.accounts.rules import SECOND_FACTOR, CodeRefused
from loket.audit.actions.record import record
from loket.tenants.scope import current_tenant, in_tenant

from .make_recovery_codes import recovery_hash


def use_recovery_code(account: Account, code: str) -> None:
    """Use a recovery code up. Raises ``LimitReached`` and ``CodeRefused``; from ``short_transactions`` views."""
    limits.count((SECOND_FACTOR, str(account.public_id)))
    with in_tenant(current_tenant()):
        used, _ = RecoveryCode.objects.filter(
            account=account, code_hash=recovery_hash(account, code)
        ).delete()
        if used:
            record("accounts.use_recovery_code", obj_type="account", obj_ref=str(account.public_id))
    if not used:
        raise CodeRefused(labels.RECOVERY_WRONG, code="recovery")
