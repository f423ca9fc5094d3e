"""Statements written once, sent to PostgreSQL as they stand (ADR 13).

For every statement Django and psycopg build cursors, look for wrappers, guess types and weigh whether to prepare:
three times the work of the database's own answer, some hundred times per application. These statements are known
beforehand, so each is prepared at its first use on a connection and sent by its name afterwards. Values travel as
text whose type PostgreSQL takes from the column, bytes as they are.

Whoever wants to see each statement (query counts in tests, ``execute_wrapper``) still sees them all: then, and
outside a transaction, they go by Django's cursor.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model
from django.db.models.base import ModelState
from psycopg._preparing import PrepareManager
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

M = TypeVar("M", bound=Model)
Row = tuple[Any, ...]

_DONE = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)
_BYTES = (bytes, bytearray, memoryview, psycopg.Binary)


class _Register(PrepareManager):
    """psycopg's register of what is prepared on a connection, with our statements beside its own.

    After a rollback or a DROP psycopg has the server forget all of them: ours are prepared again then.
    """

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        super().__init__()
        self.__dict__.update(connection._prepared.__dict__)
        #: What writes the values sent and reads those that come back.
        self.values = Transformer(connection)
        self.ours: dict[str, bytes] = {}

    def clear(self) -> bool:
        forgotten = super().clear()
        if forgotten:
            self.ours.clear()
        return forgotten


def rows(statement: str, values: Sequence[Any]) -> list[Row]:
    """What ``statement`` (with ``%s`` for each value) gives. Raises Django's database errors."""
    connection = connections[DEFAULT_DB_ALIAS]
    if not _goes_directly(connection):
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())
    with connection.wrap_database_errors:
        answer = _sent(connection.connection, statement, values)
        reader: Any = _register_of(connection.connection).values
        reader.set_pgresult(answer)
        found: list[Row] = reader.load_rows(0, answer.ntuples, tuple)
        return found


def changed(statement: str, values: Sequence[Any]) -> int:
    """Carry ``statement`` out; how many rows it changed. Raises Django's database errors."""
    connection = connections[DEFAULT_DB_ALIAS]
    if not _goes_directly(connection):
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return int(cursor.rowcount)
    with connection.wrap_database_errors:
        return _sent(connection.connection, statement, values).command_tuples or 0


def instance(model: type[M], names: Sequence[str], values: Sequence[Any]) -> M:
    """The object of a row just read: as ``from_db``, without the signals and defaults that our models do without."""
    row = model.__new__(model)
    row._state = ModelState()
    row._state.db, row._state.adding = DEFAULT_DB_ALIAS, False
    row.__dict__.update(zip(names, values, strict=True))
    return row


def _goes_directly(connection: Any) -> bool:
    """In an open, sound transaction that nobody watches."""
    if connection.connection is None or connection.execute_wrappers or connection.queries_logged:
        return False
    connection.validate_no_broken_transaction()
    status: int = connection.connection.pgconn.transaction_status
    return status == TransactionStatus.INTRANS


def _register_of(connection: psycopg.Connection[Any]) -> _Register:
    register = connection._prepared
    if not isinstance(register, _Register):
        connection._prepared = register = _Register(connection)
    return register


def _sent(connection: psycopg.Connection[Any], statement: str, values: Sequence[Any]) -> PGresult:
    register, server = _register_of(connection), connection.pgconn
    formats = [PyFormat.BINARY if isinstance(value, _BYTES) else PyFormat.TEXT for value in values]
    written: Any = register.values.dump_sequence(
        values, formats
    )  # None among them is NULL, whatever the stubs say
    wire = register.values.formats
    if connection.prepare_threshold is None:  # ``prepare=off``: a pooler before us forgets names
        return _checked(server, server.exec_params(_numbered(statement), written, None, wire))
    name = register.ours.get(statement)
    if name is None:
        name = b"loket_%d" % len(register.ours)
        _checked(server, server.prepare(name, _numbered(statement)))
        register.ours[statement] = name
    return _checked(server, server.exec_prepared(name, written, wire))


def _checked(server: PGconn, answer: PGresult) -> PGresult:
    if answer.status in _DONE:
        return answer
    if server.status == ConnStatus.BAD:
        raise psycopg.OperationalError(answer.get_error_message())
    raise psycopg.errors.error_from_result(answer, encoding="utf-8")


@cache
def _numbered(statement: str) -> bytes:
    """PostgreSQL's own places: ``$1``, ``$2`` for each ``%s``."""
    first, *others = statement.split("%s")
    return (first + "".join(f"${number}{part}" for number, part in enumerate(others, 1))).encode()
