"""Rows of the present dinas by their columns, with a statement written once per process.

The ORM spends five times as long on building such a statement as the database on answering it (measured,
``make bench ONLY=applying``). Only for the few rows that every request of a resident, or every case page of an
officer, asks for; everything else is asked of the managers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

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
    statement = _statement(model, tuple(equal), listed, ending)
    return [opened(model, row) for row in rows(statement, [current_tenant().pk, *equal.values()])]


def opened(model: type[M], row: Sequence[Any]) -> M:
    """The object of a whole row (``columns_of``), with what is sealed or JSON in it opened."""
    names, sealed = _shape(model)
    values = list(row)
    for place, field in sealed:
        values[place] = field.from_db_value(values[place], None, connection)
    return instance(model, names, values)


@cache
def columns_of(model: type[Model]) -> tuple[str, ...]:
    """The columns of ``model`` in the order that ``opened`` takes."""
    return tuple(str(field.column) for field in model._meta.concrete_fields)


def the_locked(row: M) -> M:
    """Say that ``row``, just read with ``lock``, is the one object by which this transaction changes it."""
    row.locked_in = mark_of_transaction()
    return row


def is_locked(row: TenantModel) -> bool:
    """Whether ``the_locked`` was said of this very object in the transaction that is open now."""
    return row.locked_in is not None and row.locked_in is mark_of_transaction()


@cache
def _shape(model: type[Model]) -> tuple[tuple[str, ...], tuple[tuple[int, Any], ...]]:
    """The names in the order of the columns, and the fields that open what is sealed or JSON."""
    fields = model._meta.concrete_fields
    sealed = ((place, field) for place, field in enumerate(fields) if hasattr(field, "from_db_value"))
    return tuple(field.attname for field in fields), tuple(sealed)


@cache
def _statement(model: type[TenantModel], wanted: tuple[str, ...], listed: frozenset[str], ending: str) -> str:
    known = {field.attname: field.column for field in model._meta.concrete_fields}
    conditions = "".join(f' AND "{known[name]}" = {"ANY(%s)" if name in listed else "%s"}' for name in wanted)
    columns = ", ".join(f'"{column}"' for column in columns_of(model))
    return f'SELECT {columns} FROM "{model._meta.db_table}" WHERE tenant_id = %s{conditions}{ending}'  # noqa: S608 - names of ours
