"""Rows of the present dinas by their columns, with a statement written once per process.

The ORM spends five times as long on building such a statement as the database on answering it (measured,
``make bench ONLY=applying``). Only for the few rows that every request of a resident, or every case page of an
officer, asks for; everything else is asked of the managers.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from django.db import connection

from .models import TenantModel
from .scope import current_tenant, mark_of_transaction
from .statements import instance, rows

M = TypeVar("M", bound=TenantModel)


def one_row(model: type[M], *, lock: bool = False, **equal: int | str | bytes) -> M | None:
    """The row of ``model`` whose columns equal these values, or None; together they must be unique.

    ``lock`` keeps it locked until the transaction ends. Raises ``TenantScopeMissing`` outside a scope.
    """
    return next(iter(some_rows(model, lock=lock, newest=0, **equal)), None)


def some_rows(
    model: type[M], *, lock: bool = False, newest: int = 0, **equal: int | str | bytes | list[int] | list[str]
) -> list[M]:
    """The rows whose columns equal these values, or one of a list, in no order. As ``one_row``.

    ``newest``: no more than so many, the latest first.
    """
    listed = frozenset(name for name, value in equal.items() if isinstance(value, list))
    ending = f" ORDER BY id DESC LIMIT {newest:d}" if newest else " FOR UPDATE" if lock else ""
    statement, names, sealed = _statement(model, tuple(equal), listed, ending)
    found = []
    for row in rows(statement, [current_tenant().pk, *equal.values()]):
        values = list(row)
        for place, field in sealed:
            values[place] = field.from_db_value(values[place], None, connection)
        found.append(instance(model, names, values))
    return found


def the_locked(row: M) -> M:
    """Say that ``row``, just read with ``lock``, is the one object by which this transaction changes it."""
    row.locked_in = mark_of_transaction()
    return row


def is_locked(row: TenantModel) -> bool:
    """Whether ``the_locked`` was said of this very object in the transaction that is open now."""
    return row.locked_in is not None and row.locked_in is mark_of_transaction()


@cache
def _statement(
    model: type[TenantModel], wanted: tuple[str, ...], listed: frozenset[str], ending: str
) -> tuple[str, tuple[str, ...], tuple[tuple[int, Any], ...]]:
    """The statement, the names in the order of its columns, and the fields that open what is sealed or JSON."""
    fields = model._meta.concrete_fields
    known = {field.attname: field.column for field in fields}
    conditions = "".join(f' AND "{known[name]}" = {"ANY(%s)" if name in listed else "%s"}' for name in wanted)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    table = model._meta.db_table
    statement = f'SELECT {columns} FROM "{table}" WHERE tenant_id = %s{conditions}{ending}'  # noqa: S608 - names of ours
    opened = ((place, field) for place, field in enumerate(fields) if hasattr(field, "from_db_value"))
    return statement, tuple(field.attname for field in fields), tuple(opened)
