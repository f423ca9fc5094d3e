"""The row behind a cookie, with its account: asked by every page, so its statement is written by hand.

The ORM spends five times as long on building it as the database on answering (measured, ``make bench
ONLY=status``). Secrets and what pages do not show are left out and fetched when asked for.
"""

from __future__ import annotations

import json

from django.db.models import Model

from loket.tenants import statements
from loket.tenants.scope import current_tenant

from .models import Account, Session


def _in_order(model: type[Model], left_out: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The columns in the order in which ``from_db`` takes them."""
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname not in left_out)


_SESSION = _in_order(Session)
_ACCOUNT = _in_order(
    Account, frozenset({"totp_secret", "login_hash", "passport_login_hash", "password", "last_login"})
)
_DATA = _SESSION.index("data")
_FIND = f"""
SELECT {", ".join(f"s.{name}" for name in _SESSION)}, {", ".join(f"a.{name}" for name in _ACCOUNT)}
FROM accounts_session s LEFT JOIN accounts_account a ON a.tenant_id = s.tenant_id AND a.id = s.account_id
WHERE s.tenant_id = %s AND s.key_hash = %s
"""  # noqa: S608 - column names of ours


def session_row(key_hash: bytes) -> Session | None:
    """The session with this hash, its account beside it; None when there is none. One statement."""
    found = next(iter(statements.rows(_FIND, [current_tenant().pk, key_hash])), None)
    if found is None:
        return None
    values = list(found[: len(_SESSION)])
    values[_DATA] = json.loads(values[_DATA])
    session = statements.instance(Session, _SESSION, values)
    account = found[len(_SESSION) :]
    session.account = statements.instance(Account, _ACCOUNT, account) if account[0] is not None else None
    return session
