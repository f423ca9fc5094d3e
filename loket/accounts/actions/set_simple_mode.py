"""Remember simple mode in the account, for the person's other devices."""

from __future__ import annotations

from loket.accounts.models import Account


def set_simple_mode(account: Account, on: bool) -> None:
    """Keep the choice; no record, it is how pages look."""
    Account.objects.filter(pk=account.pk).update(simple_mode=on)
