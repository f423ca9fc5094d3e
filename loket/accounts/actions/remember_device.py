"""Note the browser an account was registered from."""

from __future__ import annotations

from loket.accounts.models import Account, AccountDevice


def remember_device(account: Account, device_hash: bytes) -> None:
    """Add the browser to the account's devices, so that "device used by n accounts" can be asked."""
    AccountDevice.objects.get_or_create(account=account, device_hash=device_hash)
