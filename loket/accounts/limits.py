"""Count first, compare second: every try is written down and committed before anything is compared.

Call from a view marked ``short_transactions``: inside a longer transaction the counts would wait for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import connection, transaction

from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant, in_tenant

from . import labels
from .rules import Limit, LimitReached

_TENANT_SQL = """
WITH hit AS (
    INSERT INTO accounts_ratecounter (tenant_id, name, bucket, count, expires_at)
    VALUES (%(tenant)s, %(name)s, %(bucket)s, 1, %(expires)s)
    ON CONFLICT (tenant_id, name, bucket) DO UPDATE SET count = accounts_ratecounter.count + 1
    RETURNING count)
SELECT (SELECT count FROM hit) + COALESCE((
    SELECT sum(count) FROM accounts_ratecounter
    WHERE tenant_id = %(tenant)s AND name = %(name)s AND bucket < %(bucket)s AND bucket >= %(oldest)s), 0)
"""
_GLOBAL_SQL = """
WITH hit AS (
    INSERT INTO accounts_globalcounter (name, bucket, count, expires_at)
    VALUES (%(name)s, %(bucket)s, 1, %(expires)s)
    ON CONFLICT (name, bucket) DO UPDATE SET count = accounts_globalcounter.count + 1
    RETURNING count)
SELECT (SELECT count FROM hit) + COALESCE((
    SELECT sum(count) FROM accounts_globalcounter
    WHERE name = %(name)s AND bucket < %(bucket)s AND bucket >= %(oldest)s), 0)
"""


def count(*hits: tuple[Limit, str], everywhere: Sequence[Limit] = (), sentence: object = "") -> None:
    """Count one event against each (limit, subject) of this dinas and each limit over all dinas.

    Subjects are keyed hashes or empty. All are counted even when one is already over. Raises
    ``LimitReached`` with ``sentence`` (default: wait 15 minutes) when any is over.
    """
    over = False
    with in_tenant(current_tenant()) as tenant:
        for limit, subject in hits:
            over |= _counted(_TENANT_SQL, limit, f"{limit.name}:{subject}", tenant.pk) > limit.most
        for limit in everywhere:
            over |= _counted(_GLOBAL_SQL, limit, limit.name, None) > limit.most
    if over:
        raise LimitReached(str(sentence or labels.TOO_MANY))


def count_globally(limit: Limit, *, sentence: object = "") -> None:
    """Count one event of the platform itself, outside every dinas; committed before anything is compared.

    Raises ``LimitReached`` with ``sentence`` (default: wait 15 minutes).
    """
    with transaction.atomic():
        over = _counted(_GLOBAL_SQL, limit, limit.name, None) > limit.most
    if over:
        raise LimitReached(str(sentence or labels.TOO_MANY))


def _counted(sql: str, limit: Limit, name: str, tenant_id: int | None) -> int:
    now = clock.now()
    bucket = int(now.timestamp()) // limit.bucket_seconds
    values = {
        "tenant": tenant_id,
        "name": name,
        "bucket": bucket,
        "oldest": bucket - 6,
        "expires": now + timedelta(seconds=limit.seconds * 2),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return int(row[0]) if row else 0
