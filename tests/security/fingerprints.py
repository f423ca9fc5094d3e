"""What the database holds, as one hash per table: did anything change?"""

from __future__ import annotations

from collections.abc import Iterable

import psycopg
from django.db import connection
from psycopg import sql

from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

#: Tables that any visit may touch: who visits, what was counted, what was looked at.
OF_ANY_VISIT = frozenset(
    {
        "accounts_session",
        "accounts_ratecounter",
        "accounts_globalcounter",
        "accounts_keptform",
        "accounts_accountdevice",
        "audit_entry",
    }
)
#: Marks of "an officer has this open", renewed by looking at it (experience.md, interaction rule 17).
OPEN_MARKS = ("opened_by_id", "opened_at", "opened_seen_at", "assignee_seen_at")


def tables_of(raw: str) -> dict[str, str]:
    """Table to hash of all its rows, for a superuser, who sees what is committed for every tenant."""
    with psycopg.connect(raw, autocommit=True) as owner:
        names = [
            name
            for (name,) in owner.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
            ).fetchall()
        ]
        return {name: _hash(owner, name) for name in names if name not in OF_ANY_VISIT}


def _hash(owner: psycopg.Connection, table: str) -> str:
    without = sql.SQL(" - ").join([sql.SQL("to_jsonb(t)"), *(sql.Literal(column) for column in OPEN_MARKS)])
    query = sql.SQL(
        "SELECT md5(coalesce(string_agg(md5(({})::text), '' ORDER BY md5(({})::text)), '')) FROM {} t"
    )
    row = owner.execute(query.format(without, without, sql.Identifier(table))).fetchone()
    return str(row[0]) if row else ""


def rows_seen(tenants: Iterable[Tenant], tables: Iterable[str]) -> dict[str, str]:
    """Tenant and table to hash of its rows as the present transaction of the application role sees them."""
    seen = {}
    for tenant in tenants:
        with in_tenant(tenant), connection.cursor() as cursor:
            for table in tables:
                cursor.execute(
                    f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM \"{table}\" t"
                )
                seen[f"{tenant.slug} {table}"] = str(cursor.fetchone()[0])
    return seen
