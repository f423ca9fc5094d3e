"""Place in line: how many cases the officers' list shows before this one.

Counted over the queue "Permohonan" itself: sent, not taken up yet, of the same service, in the list's own order
(when it was sent, then its number). Where every officer who checks it works for one zone only, the line is the
zone's; as soon as one checks for the whole dinas, his list is the line, and the longer line is told.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Any

from django.db import connection

from loket.staff.queries import kecamatan_by_zone, officers_with
from loket.tenants.scope import current_tenant

from . import states
from .models import Application

#: Beyond this nobody counts on: "lebih dari 500".
MOST = 500
_SECONDS = 600
_AHEAD = """
SELECT count(*) FROM (
  SELECT 1 FROM applications_application
  WHERE tenant_id = %(tenant)s AND service_id = %(service)s AND state = 'submitted'
    AND (submitted_at, id) < (%(at)s, %(case)s)
    AND (%(near)s::varchar[] IS NULL OR NOT is_routed OR kecamatan_code = ANY(%(near)s::varchar[]))
  LIMIT %(most)s
) AS line
"""
_zones: dict[tuple[int, str], tuple[float, list[frozenset[str]] | None]] = {}


def ahead_of(application: Application) -> int | None:
    """Cases before this one, at most ``MOST`` + 1; None when it does not wait for checking. One statement."""
    if application.state != states.SUBMITTED or application.submitted_at is None:
        return None
    asked: dict[str, Any] = {
        "tenant": current_tenant().pk,
        "service": application.service_id,
        "at": application.submitted_at,
        "case": application.pk,
        "near": _neighbours(application),
        "most": MOST + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_AHEAD, asked)
        return int(cursor.fetchone()[0])


def told(ahead: int) -> int:
    """The number that is said: rounded up, the farther the coarser, so that nobody waits longer than told."""
    step = 1 if ahead <= 20 else 10 if ahead <= 100 else 50
    return -(-ahead // step) * step


def forget_zones() -> None:
    """Drop what is kept; for tests."""
    _zones.clear()


def _neighbours(application: Application) -> list[str] | None:
    """Kecamatan whose routed cases stand in the same line; None for all of the dinas."""
    if not application.is_routed:
        return None
    zones: Collection[frozenset[str]] | None = _checked_by_zone(application.verify_role)
    own = (codes for codes in zones or () if application.kecamatan_code in codes)
    found = next(own, None)
    return sorted(found) if found is not None else None


def _checked_by_zone(role: str) -> list[frozenset[str]] | None:
    """The zones of the officers who check; None when one of them checks for all. Asked every ten minutes."""
    place = (current_tenant().pk, role)
    kept = _zones.get(place)
    if kept is None or time.monotonic() - kept[0] > _SECONDS:
        zones = set(officers_with(role).values_list("zone_id", flat=True))
        known = kecamatan_by_zone() if zones and None not in zones else {}
        narrow = [known.get(zone, frozenset()) for zone in zones] if known else None
        kept = _zones[place] = (time.monotonic(), narrow)
    return kept[1]
