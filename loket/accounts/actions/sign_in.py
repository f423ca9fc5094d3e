"""Begin a session."""

from __future__ import annotations

from django.http import HttpRequest

from loket.accounts.devices import device_hash
from loket.accounts.models import Account, AccountDevice
from loket.accounts.sessions import session_of
from loket.audit.actions.record import record
from loket.audit.actor import Actor
from loket.foundation.kernel import clock


def sign_in(request: HttpRequest, account: Account, *, second_factor: bool = False) -> None:
    """Log in: a new session with a new key; the browser becomes a known device of the account."""
    session_of(request).begin(account, second_factor=second_factor)
    if not account.is_officer or second_factor:
        _remember(account, device_hash(request))
    account.last_login = clock.now()
    account.save(update_fields=["last_login"])
    record(
        "accounts.sign_in",
        actor=Actor(account.kind, str(account.public_id), account.display_name if account.is_officer else ""),
        obj_type="account",
        obj_ref=str(account.public_id),
        detail={"second_factor": second_factor},
    )


def _remember(account: Account, device: bytes) -> None:
    AccountDevice.objects.update_or_create(
        account=account, device_hash=device, defaults={"last_seen_at": clock.now()}
    )
