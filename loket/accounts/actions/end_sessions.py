"""End every session of an account."""

from __future__ import annotations

from django.db.models import F

from loket.accounts.models import Account, Session
from loket.audit.actions.record import record


def end_sessions(account: Account, *, why: str) -> None:
    """End all sessions at once; ``why`` is a word for the record ("password", "roles", "asked", ...).

    The rows go, and the version number ends any session that is being made at this moment.
    """
    Account.objects.filter(pk=account.pk).update(session_version=F("session_version") + 1)
    account.refresh_from_db(fields=["session_version"])
    Session.objects.filter(account=account).delete()
    record("accounts.end_sessions", obj_type="account", obj_ref=str(account.public_id), detail={"why": why})
