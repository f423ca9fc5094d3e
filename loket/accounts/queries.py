"""Questions about accounts."""

from __future__ import annotations

from datetime import timedelta

from loket.foundation.kernel import clock
from loket.tenants.keys import lookup_hash
from loket.tenants.one_row import one_row

from .models import Account, AccountDevice, KeptForm, Kind, RecoveryCode


def resident_login_hash(name: str) -> bytes:
    """The hash by which a resident's log in finds the account: of the NIK's digits, or ``Passport.login``."""
    return lookup_hash("login:resident:" + name)


def officer_login_hash(username: str) -> bytes:
    """The hash by which an officer's log in finds the account; upper and lower case are one."""
    return lookup_hash("login:officer:" + username.strip().casefold())


def account_by_login(kind: str, login_hash: bytes) -> Account | None:
    """The open account with this log in, active or not."""
    found: Account | None = Account.objects.filter(
        kind=kind, login_hash=login_hash, closed_at__isnull=True
    ).first()
    return found


def officer_account(username: str) -> Account | None:
    """The open account of an officer's user name."""
    return account_by_login(Kind.OFFICER, officer_login_hash(username))


def knows_device(login_hash: bytes, device_hash: bytes) -> bool:
    """True when the account behind the hash has logged in from this browser before."""
    return bool(
        AccountDevice.objects.filter(
            device_hash=device_hash, account__login_hash=login_hash, account__closed_at__isnull=True
        ).exists()
    )


def accounts_on_devices_of(account: Account) -> int:
    """How many other accounts use a browser that ``account`` uses."""
    own = AccountDevice.objects.filter(account=account).values("device_hash")
    others = AccountDevice.objects.filter(device_hash__in=own).exclude(account=account)
    return int(others.values("account_id").distinct().count())


def recovery_codes_left(account: Account) -> int:
    """Unused recovery codes."""
    return int(RecoveryCode.objects.filter(account=account).count())


#: In the session's data: a form was waiting for the account when it logged in.
FORM_WAITS = "form_waits"


def kept_form(account: Account) -> KeptForm | None:
    """The form this person sent after the session had ended, within the last hour."""
    found = one_row(KeptForm, account_id=account.pk)
    return found if found is not None and found.created_at > clock.now() - timedelta(hours=1) else None
