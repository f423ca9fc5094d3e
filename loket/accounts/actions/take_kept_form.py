"""Give a kept form back, once."""

from __future__ import annotations

from loket.accounts.models import Account, KeptForm


def take_kept_form(account: Account) -> None:
    """Forget the kept form of the account: it was offered."""
    KeptForm.objects.filter(account=account).delete()
