"""Compare a password, at the same cost for known and unknown people."""

from __future__ import annotations

from django.contrib.auth.hashers import check_password

from loket.accounts import labels, limits
from loket.accounts.hashers import decoy_hash
from loket.accounts.models import Account, Kind
from loket.accounts.queries import account_by_login, knows_device
from loket.accounts.rules import SIGN_IN_ACCOUNT, SIGN_IN_GLOBAL, SIGN_IN_TENANT
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant, in_tenant


class SignInRefused(Refusal):
    """Log in name and password do not belong together; says nothing about which is wrong."""

    default_code = "sign_in"


class AccountFrozen(SignInRefused):
    """The password is right, but the office has frozen the resident's account; said to its owner alone."""

    default_code = "frozen"


def verify_password(kind: str, login_hash: bytes, password: str, *, device_hash: bytes) -> Account:
    """The account whose password this is. Counts the try before anything is compared.

    Tries from a browser that has logged in to this account before are counted apart, so that a stranger's
    guessing does not lock the owner out (goal R13). Raises ``LimitReached``, ``SignInRefused`` and, only where
    the password is right, ``AccountFrozen``. Call it outside a transaction: the hashing takes tens of
    milliseconds.
    """
    tenant = current_tenant()
    with in_tenant(tenant):
        own = device_hash.hex() if knows_device(login_hash, device_hash) else ""
    limits.count(
        (SIGN_IN_ACCOUNT, f"{login_hash.hex()}{own[:16]}"), (SIGN_IN_TENANT, ""), everywhere=(SIGN_IN_GLOBAL,)
    )
    with in_tenant(tenant):
        account = account_by_login(kind, login_hash)
    decoy = decoy_hash()
    right = check_password(password, account.password if account else decoy)
    if right and account is not None and account.kind == Kind.RESIDENT and not account.is_active:
        raise AccountFrozen(labels.ACCOUNT_FROZEN, status=403)
    if account is None or not right or not account.is_active:
        raise SignInRefused(
            labels.OFFICER_SIGN_IN_REFUSED if kind == "officer" else labels.SIGN_IN_REFUSED, status=422
        )
    return account
