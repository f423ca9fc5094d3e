"""Seal the rows that were added since the sequencer last came by."""

from __future__ import annotations

import logging

from django.db import connection

from loket.tenants.scope import current_tenant

from ..models import ChainLink
from ..queries import head, link_hash, unlinked_entries

log = logging.getLogger("loket.audit")
#: links made in one transaction
BATCH = 5000
#: first half of the advisory lock of a chain; the second half is the tenant
LOCK = 0x4C4B54


def seal_entries(*, limit: int = BATCH) -> int:
    """Add a link for each entry that has none, oldest first; returns how many were added.

    One sequencer at a time per dinas; a second one returns 0 at once. Entries become visible when their
    transaction commits, so their numbers may come out of order: the chain has its own positions.
    The head is logged, so that it leaves the machine with the logs.
    """
    if not _is_our_turn():
        return 0
    entries = list(unlinked_entries()[:limit])
    if not entries:
        return 0
    end = head()
    position, before, links = end.position, end.hash, []
    for entry in entries:
        position += 1
        before = link_hash(entry, position=position, before=before)
        links.append(ChainLink(tenant=current_tenant(), position=position, entry=entry, hash=before))
    ChainLink.objects.bulk_create(links)
    log.info(
        "audit head tenant=%s position=%s hash=%s",
        current_tenant().slug,
        position,
        before.hex(),
    )
    return len(links)


def _is_our_turn() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s, %s)", [LOCK, current_tenant().pk])
        return bool(cursor.fetchone()[0])
