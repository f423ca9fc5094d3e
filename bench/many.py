"""Many applications, multiplied from one real one inside the database."""

from __future__ import annotations

import time

import psycopg
from psycopg import sql

from loket.foundation.kernel.reference import new_reference

from .machine import Machine

#: Share of each state among a hundred, as an office of some years would have them.
_STATES = (
    "CASE WHEN n % 100 < 2 THEN 'submitted' WHEN n % 100 < 3 THEN 'returned' WHEN n % 100 < 4 THEN 'in_process'"
    " WHEN n % 100 < 5 THEN 'ready' WHEN n % 100 < 8 THEN 'rejected' WHEN n % 100 < 10 THEN 'cancelled'"
    " ELSE 'completed' END"
)
#: Columns of a copy that differ from the original.
_APPLICATION = {
    "reference": "r.reference",
    "state": _STATES.replace("n %", "r.n %"),
    "applicant_id": "(SELECT ids[1 + r.n % cardinality(ids)] FROM residents)",
    "kecamatan_code": "(SELECT codes[1 + r.n % cardinality(codes)] FROM kecamatan)",
    "applicant_name": "'Warga ' || r.n",
    "subject_name": "'Warga ' || r.n",
    "subject_hash": "sha256(convert_to('subjek' || r.n, 'UTF8'))",
    "household_hash": "sha256(convert_to('kk' || r.n, 'UTF8'))",
    "submit_key": "gen_random_uuid()",
    "created_at": "a.created_at - (r.n * interval '7 minutes')",
    "submitted_at": "a.submitted_at - (r.n * interval '7 minutes')",
    "entered_at": "a.submitted_at - (r.n * interval '7 minutes')",
    "due_at": "a.due_at - (r.n * interval '7 minutes')",
}


def multiply(machine: Machine, reference: str, count: int) -> float:
    """Copy the application ``reference`` with its papers and steps ``count`` times; seconds it took."""
    began = time.perf_counter()
    with machine.owner() as connection:
        connection.execute("SET app.lifecycle = 'import'")
        _references(connection, count)
        original = connection.execute(
            "SELECT id FROM applications_application WHERE reference = %s", [reference]
        ).fetchone()
        assert original is not None
        _copy_applications(connection, int(str(original[0])))
        for table in ("applications_attachment", "applications_step"):
            _copy_parts(connection, table, int(str(original[0])))
        connection.execute("ANALYZE")
    return time.perf_counter() - began


def _references(connection: psycopg.Connection[tuple[object, ...]], count: int) -> None:
    connection.execute("CREATE TEMPORARY TABLE fresh (n int PRIMARY KEY, reference text)")
    with connection.cursor() as cursor, cursor.copy("COPY fresh FROM STDIN") as copy:
        for number in range(1, count + 1):
            copy.write_row((number, new_reference("BLL", 2024 + number % 3)))


def _copy_applications(connection: psycopg.Connection[tuple[object, ...]], original: int) -> None:
    names = _columns(connection, "applications_application")
    values = [
        sql.SQL(_APPLICATION[name]) if name in _APPLICATION else sql.Identifier("a", name) for name in names
    ]
    connection.execute(
        sql.SQL(
            "WITH residents AS (SELECT array_agg(id) AS ids FROM residents_resident), "
            "kecamatan AS (SELECT array_agg(code) AS codes FROM regions_region WHERE code LIKE '51.08.__') "
            "INSERT INTO applications_application ({}) SELECT {} FROM fresh r, applications_application a "
            "WHERE a.id = {}"
        ).format(
            sql.SQL(", ").join(map(sql.Identifier, names)), sql.SQL(", ").join(values), sql.Literal(original)
        )
    )


def _copy_parts(connection: psycopg.Connection[tuple[object, ...]], table: str, original: int) -> None:
    names = _columns(connection, table)
    values = [
        sql.Identifier("copied", "id") if name == "application_id" else sql.Identifier("p", name)
        for name in names
    ]
    statement = sql.SQL(
        "INSERT INTO {table} ({names}) SELECT {values} FROM {table} p, fresh r "
        "JOIN applications_application copied USING (reference) WHERE p.application_id = {original}"
    )
    connection.execute(
        statement.format(
            table=sql.Identifier(table),
            names=sql.SQL(", ").join(map(sql.Identifier, names)),
            values=sql.SQL(", ").join(values),
            original=sql.Literal(original),
        )
    )


def _columns(connection: psycopg.Connection[tuple[object, ...]], table: str) -> list[str]:
    rows = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND column_name <> 'id'",
        [table],
    )
    return [str(row[0]) for row in rows.fetchall()]
