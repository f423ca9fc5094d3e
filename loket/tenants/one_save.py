"""Writing one row by a statement written once per process, as ``one_row`` reads it (ADR 13).

``TenantModel.save`` comes here for a new row and for named columns of a known one; the ORM spends several times
as long on building either statement as the database on carrying it out. Everything else goes the usual way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.models import Field, Model

from .statements import changed, rows


def insert(row: Model) -> bool:
    """Write a new row and give it its key; False, with nothing done, when it is no case for this way."""
    connection = connections[
        DEFAULT_DB_ALIAS
    ]  # itself: each look through Django's stand-in for it costs more
    statement, fields = _insert_statement(type(row))
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    if any(hasattr(value, "resolve_expression") for value in values):
        return False
    ((row.pk,),) = rows(statement, values)
    row._state.adding, row._state.db = False, connection.alias
    return True


def update(row: Model, names: Sequence[str]) -> None:
    """Write these columns of a row that is there. Raises ``DatabaseError`` when it is gone."""
    connection = connections[DEFAULT_DB_ALIAS]
    statement, fields = _update_statement(type(row), tuple(names), ())
    values = [field.get_db_prep_save(field.pre_save(row, False), connection) for field in fields]
    if not changed(statement, [*values, row.tenant_id, row.pk]):  # type: ignore[attr-defined]  # a TenantModel
        raise DatabaseError("save of named columns changed no row")


def compare_and_set(row: Model, changes: Mapping[str, Any], **equal: int | str) -> bool:
    """Write ``changes`` if the columns of ``equal`` still hold these values; False when they do not.

    The object keeps its old values; the caller brings it up to date.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    statement, fields = _update_statement(type(row), tuple(changes), tuple(equal))
    values = [
        field.get_db_prep_save(_key_of(value), connection)
        for field, value in zip(fields, changes.values(), strict=True)
    ]
    return bool(changed(statement, [*values, row.tenant_id, row.pk, *equal.values()]))  # type: ignore[attr-defined]  # a TenantModel


def _key_of(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value


@cache
def _insert_statement(model: type[Model]) -> tuple[str, tuple[Field[Any, Any], ...]]:
    fields = tuple(field for field in model._meta.concrete_fields if not field.primary_key)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(_place(field) for field in fields)
    table, key = model._meta.db_table, model._meta.pk.column
    return f'INSERT INTO "{table}" ({columns}) VALUES ({places}) RETURNING "{key}"', fields  # noqa: S608 - names of ours


@cache
def _update_statement(
    model: type[Model], names: tuple[str, ...], equal: tuple[str, ...]
) -> tuple[str, tuple[Field[Any, Any], ...]]:
    known = {key: field for field in model._meta.concrete_fields for key in (field.name, field.attname)}
    fields = tuple(known[name] for name in names)
    columns = ", ".join(f'"{field.column}" = {_place(field)}' for field in fields)
    conditions = "".join(f' AND "{known[name].column}" = %s' for name in equal)
    table, key = model._meta.db_table, model._meta.pk.column
    statement = f'UPDATE "{table}" SET {columns} WHERE "tenant_id" = %s AND "{key}" = %s{conditions}'  # noqa: S608 - names of ours
    return statement, fields


def _place(field: Field[Any, Any]) -> str:
    """Lists need their type beside them; a cast of text would cut it short unseen."""
    return (
        f"%s::{field.db_type(connections[DEFAULT_DB_ALIAS])}"
        if field.get_internal_type() == "ArrayField"
        else "%s"
    )
