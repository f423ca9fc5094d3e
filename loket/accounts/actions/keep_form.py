"""Keep what somebody typed when the session had ended meanwhile."""

from __future__ import annotations

from django.http import QueryDict

from loket.accounts.models import Account, KeptForm
from loket.foundation.kernel import clock

_LEFT_OUT = ("csrf", "password", "sandi", "kode")
_MOST_CHARACTERS = 60_000


def keep_form(account_public_id: str, *, path: str, fields: QueryDict) -> None:
    """Keep the fields for the person whose session ended, to be offered after log in; secrets are left out."""
    account = Account.objects.filter(public_id=account_public_id, closed_at__isnull=True).first()
    pairs = [
        [name, value]
        for name, values in fields.lists()
        if not any(word in name.lower() for word in _LEFT_OUT)
        for value in values
        if isinstance(value, str)
    ]
    if (
        account is None
        or not pairs
        or sum(len(name) + len(value) for name, value in pairs) > _MOST_CHARACTERS
    ):
        return
    KeptForm.objects.update_or_create(
        account=account,
        defaults={"path": path[:300], "fields": {"pairs": pairs}, "created_at": clock.now()},
    )
