"""End one session."""

from __future__ import annotations

from django.http import HttpRequest

from loket.accounts.models import Account
from loket.audit.actions.record import record


def sign_out(request: HttpRequest) -> None:
    """End this browser's session; harmless when there is none."""
    account: Account | None = getattr(request.session, "account", None)
    if account is not None:
        record("accounts.sign_out", obj_type="account", obj_ref=str(account.public_id))
    request.session.flush()
