"""Writing one row by a statement written once per process, as ``one_row`` reads it (ADR 13).

``TenantModel.save`` comes here for a new row and for named columns of a known one; the ORM spends several times
as long on building either statement as the database on carrying it out. Everything else goes the usual way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    PositiveIntegerField,
    PositiveSmallIntegerField,
    SmallIntegerField,
    TextField,
)

from .statements import changed, rows


def insert(row: Model) -> bool:
    """Write a new row and give it its key; False, with nothing done, when it is no case for this way."""
    return insert_all([row])


def insert_all(new: Sequence[Model]) -> bool:
    """As ``insert`` for several new rows of one table, in one statement."""
    statement, columns = _insert_statement(type(new[0]), len(new))
    values = [one.written(one.field.pre_save(row, True)) for row in new for one in columns]
    if any(hasattr(value, "resolve_expression") for value in values):
        return False
    for row, (key,) in zip(new, rows(statement, values), strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return True


def update(row: Model, names: Sequence[str]) -> None:
    """Write these columns of a row that is there. Raises ``DatabaseError`` when it is gone."""
    statement, columns = _update_statement(type(row), tuple(names), ())
    values = [one.written(one.field.pre_save(row, False)) for one in columns]
    if not changed(statement, [*values, row.tenant_id, row.pk]):  # type: ignore[attr-defined]  # a TenantModel
        raise DatabaseError("save of named columns changed no row")


def compare_and_set(row: Model, changes: Mapping[str, Any], **equal: int | str) -> bool:
    """Write ``changes`` if the columns of ``equal`` still hold these values; False when they do not.

    The object keeps its old values; the caller brings it up to date.
    """
    statement, columns = _update_statement(type(row), tuple(changes), tuple(equal))
    values = [one.written(_key_of(value)) for one, value in zip(columns, changes.values(), strict=True)]
    return bool(changed(statement, [*values, row.tenant_id, row.pk, *equal.values()]))  # type: ignore[attr-defined]  # a TenantModel


class _Column(NamedTuple):
    """A column, and the kinds of values that it takes as they are."""

    field: Field[Any, Any]
    plain: tuple[type, ...]

    def written(self, value: Any) -> Any:
        """What is sent for ``value``."""
        if type(value) in self.plain:
            return value
        return self.field.get_db_prep_save(value, connections[DEFAULT_DB_ALIAS])


#: For these fields of Django (and for keys) its own conversion gives the same value back, five calls later.
_PLAIN: dict[type, type] = {
    CharField: str, TextField: str, BooleanField: bool, BigIntegerField: int, IntegerField: int,
    SmallIntegerField: int, PositiveIntegerField: int, PositiveSmallIntegerField: int,
}  # fmt: skip


def _column(field: Field[Any, Any]) -> _Column:
    kind = int if isinstance(field, ForeignKey) else _PLAIN.get(type(field))
    return _Column(field, (kind, type(None)) if kind else ())


def _key_of(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value


@cache
def _insert_statement(model: type[Model], count: int) -> tuple[str, tuple[_Column, ...]]:
    fields = tuple(field for field in model._meta.concrete_fields if not field.primary_key)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["(" + ", ".join(_place(field) for field in fields) + ")"] * count)
    table, key = model._meta.db_table, model._meta.pk.column
    return f'INSERT INTO "{table}" ({columns}) VALUES {places} RETURNING "{key}"', tuple(map(_column, fields))  # noqa: S608 - names of ours


@cache
def _update_statement(
    model: type[Model], names: tuple[str, ...], equal: tuple[str, ...]
) -> tuple[str, tuple[_Column, ...]]:
    known = {key: field for field in model._meta.concrete_fields for key in (field.name, field.attname)}
    fields = tuple(known[name] for name in names)
    columns = ", ".join(f'"{field.column}" = {_place(field)}' for field in fields)
    conditions = "".join(f' AND "{known[name].column}" = %s' for name in equal)
    table, key = model._meta.db_table, model._meta.pk.column
    statement = f'UPDATE "{table}" SET {columns} WHERE "tenant_id" = %s AND "{key}" = %s{conditions}'  # noqa: S608 - names of ours
    return statement, tuple(map(_column, fields))


def _place(field: Field[Any, Any]) -> str:
    """Lists need their type beside them; a cast of text would cut it short unseen."""
    return (
        f"%s::{field.db_type(connections[DEFAULT_DB_ALIAS])}"
        if field.get_internal_type() == "ArrayField"
        else "%s"
    )
