"""The row behind a cookie, with its account: asked by every page, so its statement is written by hand.

The ORM spends five times as long on building it as the database on answering (measured, ``make bench
ONLY=status``). Secrets and what pages do not show are left out and fetched when asked for.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.db.models import Model

from loket.tenants import statements
from loket.tenants.models import TenantModel
from loket.tenants.one_row import columns_of, opened
from loket.tenants.scope import current_tenant

from .models import Account, Session


def _in_order(model: type[Model], left_out: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The columns in the order in which ``instance`` takes them."""
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname not in left_out)


_SESSION = _in_order(Session)
_ACCOUNT = _in_order(Account, frozenset({"totp_secret", "login_hash", "password", "last_login"}))
_DATA = _SESSION.index("data")
#: Whom an account stands for: a table of a higher floor, and the account's name for its row.
_person: dict[str, type[TenantModel]] = {}


def read_along(name: str, model: type[TenantModel]) -> None:
    """Let the row of ``model`` that belongs to the account come with the session, as ``account.<name>``.

    For the one table that the next statement of nearly every page would ask: a trip less. Told by its own app.
    """
    _person[name] = model


def session_row(key_hash: bytes) -> Session | None:
    """The session with this hash, its account and whom that stands for beside it, or None. One statement."""
    found = next(iter(statements.rows(_find(), [current_tenant().pk, key_hash])), None)
    if found is None:
        return None
    values = list(found[: len(_SESSION)])
    values[_DATA] = json.loads(values[_DATA])
    session = statements.instance(Session, _SESSION, values)
    rest = found[len(_SESSION) :]
    session.account = _account(rest) if rest[0] is not None else None
    return session


def _account(row: tuple[Any, ...]) -> Account:
    account = statements.instance(Account, _ACCOUNT, row[: len(_ACCOUNT)])
    place = len(_ACCOUNT)
    for name, model in _person.items():
        columns = columns_of(model)
        if row[place] is not None:
            account._state.fields_cache[name] = opened(model, row[place : place + len(columns)])
        place += len(columns)
    return account


@cache
def _find() -> str:
    columns = [f"s.{name}" for name in _SESSION] + [f"a.{name}" for name in _ACCOUNT]
    joins = ""
    for name, model in _person.items():
        columns += [f'{name}."{column}"' for column in columns_of(model)]
        on = f"{name}.tenant_id = a.tenant_id AND {name}.account_id = a.id"
        joins += f"\nLEFT JOIN {model._meta.db_table} {name} ON {on}"
    return f"""
SELECT {", ".join(columns)}
FROM accounts_session s LEFT JOIN accounts_account a ON a.tenant_id = s.tenant_id AND a.id = s.account_id{joins}
WHERE s.tenant_id = %s AND s.key_hash = %s
"""  # noqa: S608 - names of ours
