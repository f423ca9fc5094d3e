"""Statements of queues written once (ADR 13): the ORM spends twice as long on a queue's SQL as the database on it.

The condition is still the filter's own ``Q``, compiled by Django; what is kept is its SQL for a filter and a kind
of officer. It names no tenant: that is added here, and row-level security stands behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from time import monotonic
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import Q
from django.db.models.base import ModelState
from psycopg.sql import Literal

from loket.tenants.scope import current_tenant

from .models import Application

Statement = tuple[str, tuple[Any, ...]]
_TABLE = f'"{Application._meta.db_table}"'
_KEPT = 2048
#: Seconds for which a bound that was reached is believed, and when each was; per process.
_BELIEVED = 600.0
_reached: dict[tuple[int, int, str, str], float] = {}


def compiled(condition: Q) -> Statement:
    """SQL and parameters of a condition on applications."""
    query = Application.all_tenants.filter(condition).query
    try:
        text, parameters = query.where.as_sql(query.get_compiler("default"), connection)
    except FullResultSet:
        return "TRUE", ()
    except EmptyResultSet:
        return "FALSE", ()
    return str(text), tuple(parameters)


@lru_cache(maxsize=_KEPT)
def kept(
    one: Any, roles: frozenset[str], kecamatan: frozenset[str] | None, make: Callable[..., Q]
) -> Statement:
    """As ``compiled`` of ``make(one, roles, kecamatan)``, which must depend on nothing else; once per process.

    Roles and places stand in it as constants: the database then folds and hashes them once, where parameters
    are compared anew for each of some thousand rows and the statement is planned anew for each page.
    """
    text, parameters = compiled(make(one, roles, kecamatan))
    connection.ensure_connection()
    words = [Literal(value).as_string(connection.connection).replace("%", "%%") for value in parameters]
    return text % tuple(words), ()


def count(heads: list[str], parameters: list[Any], within: str) -> tuple[Any, ...]:
    """One row of aggregates over the tenant's applications in the states of ``within`` (SQL of our own words)."""
    statement = f"SELECT {', '.join(heads)} FROM {_TABLE} WHERE {_TABLE}.tenant_id = %s AND {within}"  # noqa: S608 - our own words
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, current_tenant().pk])
        found: tuple[Any, ...] = cursor.fetchone() or ()
    return found


def count_kinds(heads: list[str], within: str, at: datetime, *, by_place: bool) -> tuple[Any, ...]:
    """As ``count`` for conditions on state, roles and, ``by_place``, kecamatan: asked of kinds of cases, not of each.

    The few kinds bear the table's own name and columns, so that the conditions of lists hold of them as they are.
    Beside them ``heads`` may use n, how many there are, late, how many of them at that moment, and since when the
    oldest of all and of the late ones waits: oldest, oldest_late.
    """
    place = ", is_routed, kecamatan_code" if by_place else ""
    kinds = (
        f"SELECT state, {_SLOTS} AS slots{place}, count(*) AS n, min(submitted_at) AS oldest,"  # noqa: S608 - our own words
        " count(*) FILTER (WHERE due_at < %s) AS late, min(submitted_at) FILTER (WHERE due_at < %s) AS oldest_late"
        f" FROM {_TABLE} WHERE {_TABLE}.tenant_id = %s AND {within} GROUP BY state, {_SLOTS}{place}"
    )
    statement = f"SELECT {', '.join(heads)} FROM (SELECT *, {_UNFOLDED} FROM ({kinds}) AS kind) AS {_TABLE}"  # noqa: S608 - our own words
    with connection.cursor() as cursor:
        cursor.execute(statement, [at, at, current_tenant().pk])
        found: tuple[Any, ...] = cursor.fetchone() or ()
    return found


#: Written as the index has it (0016), and taken apart again.
_SLOTS = "roles_in_a_word(verify_role, process_roles, visit_role, hand_over_role)"
_UNFOLDED = (
    "split_part(slots, '|', 1) AS verify_role, string_to_array(split_part(slots, '|', 2), ',')::varchar[]"
    " AS process_roles, split_part(slots, '|', 3) AS visit_role, split_part(slots, '|', 4) AS hand_over_role"
)


def count_up_to(most: int, condition: Statement, *, is_lasting: bool = False) -> int:
    """How many of the tenant's applications meet the condition; counting stops at ``most``.

    ``is_lasting``: what meets it hardly ever becomes fewer, so having reached ``most`` is believed for ten minutes.
    """
    if not is_lasting:
        return _count_up_to(most, condition)
    key = (current_tenant().pk, most, condition[0], repr(condition[1]))
    if monotonic() - _reached.get(key, -_BELIEVED) < _BELIEVED:
        return most
    found = _count_up_to(most, condition)
    if found >= most:
        if len(_reached) >= _KEPT:
            _reached.clear()
        _reached[key] = monotonic()
    return found


def _count_up_to(most: int, condition: Statement) -> int:
    text, parameters = condition
    rows = f"SELECT 1 FROM {_TABLE} WHERE {_TABLE}.tenant_id = %s AND ({text}) LIMIT {most:d}"  # noqa: S608 - our own words
    statement = f"SELECT count(*) FROM ({rows}) AS counted"  # noqa: S608 - our own words
    with connection.cursor() as cursor:
        cursor.execute(statement, [current_tenant().pk, *parameters])
        return int((cursor.fetchone() or (0,))[0])


def read(
    columns: tuple[str, ...], condition: Statement, further: Statement, ending: str
) -> list[Application]:
    """Applications with these columns only, in the order of ``ending`` (SQL of our own words)."""
    names = tuple(
        field.attname for field in Application._meta.concrete_fields if field.name in {"id", *columns}
    )
    chosen = ", ".join(f'{_TABLE}."{name}"' for name in names)
    (text, parameters), (more, values) = condition, further
    statement = (
        f"SELECT {chosen} FROM {_TABLE} WHERE {_TABLE}.tenant_id = %s AND ({text}) AND {more} {ending}"  # noqa: S608 - our own words
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [current_tenant().pk, *parameters, *values])
        return [_made(names, row) for row in cursor.fetchall()]


def _made(names: tuple[str, ...], row: tuple[Any, ...]) -> Application:
    """As ``Application.from_db``, which asks all 45 fields of each of fifty rows whether they were read.

    Every column read here is stored as it is shown; what was not read is fetched when asked for, as ever.
    """
    made = Application.__new__(Application)
    made.__dict__.update(zip(names, row, strict=True))
    made._state = ModelState()
    made._state.db, made._state.adding = connection.alias, False
    return made
