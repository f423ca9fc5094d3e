"""How long this office really takes: medians of the last thirty days, for "Biasanya selesai" (experience P5).

A target is a promise; what usually happens is news. Where too little has happened, or it took longer than usual
already, the target is said.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant

from . import states
from .models import Application

_DAYS = 30
#: Fewer finished cases say nothing about the next one.
LEAST = 5
_SECONDS = 600
_ASK = """
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY decided_at - processing_starts_at)
         FILTER (WHERE decided_at > %(since)s AND decided_at > processing_starts_at),
       count(*) FILTER (WHERE decided_at > %(since)s AND decided_at > processing_starts_at),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY done_at - approved_at) FILTER (WHERE done_at > %(since)s),
       count(*) FILTER (WHERE done_at > %(since)s)
FROM (
  SELECT a.decided_at, a.processing_starts_at, a.approved_at, min(s.at) AS done_at
  FROM applications_application a
  LEFT JOIN applications_step s ON s.tenant_id = a.tenant_id AND s.application_id = a.id
    AND s.to_state = ANY(%(done)s) AND s.at > a.approved_at
  WHERE a.tenant_id = %(tenant)s AND a.service_id = %(service)s AND a.decided_at > %(since)s - interval '90 days'
  GROUP BY a.id
) AS case_times
"""


@dataclass(frozen=True, slots=True)
class Usual:
    """Usual spans of one service here; None where there is too little to tell."""

    check: timedelta | None
    service: timedelta | None


_known: dict[tuple[int, int], tuple[float, Usual]] = {}


def usual_spans(service_id: int) -> Usual:
    """From the start of processing to the decision, and from approval to the finished document.

    Asked of the database at most every ten minutes per process.
    """
    place = (current_tenant().pk, service_id)
    kept = _known.get(place)
    if kept is None or time.monotonic() - kept[0] > _SECONDS:
        kept = _known[place] = (time.monotonic(), _ask(service_id))
    return kept[1]


def usually_done(application: Application) -> datetime | None:
    """When the step the resident waits for is usually done: on a working day, else the target, else None."""
    begun, target = application.approved_at, application.service_due
    spans = usual_spans(application.service_id)
    span = spans.service
    if target is None:
        begun, target, span = application.processing_starts_at, application.first_decision_due, spans.check
    if begun is None or span is None:
        return target
    day = begun + span
    calendar = current_tenant().calendar()
    while not calendar.is_working_day(day.astimezone(current_tenant().zone).date()):
        day += timedelta(days=1)
    return day if day > clock.now() else target


def forget_usual() -> None:
    """Drop what is kept; for tests."""
    _known.clear()


def _ask(service_id: int) -> Usual:
    done = [states.READY, states.SENT, states.COMPLETED]
    told: dict[str, Any] = {
        "since": clock.now() - timedelta(days=_DAYS),
        "done": done,
        "tenant": current_tenant().pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ASK, {**told, "service": service_id})
        check, checked, service, finished = cursor.fetchone()
    return Usual(check if checked >= LEAST else None, service if finished >= LEAST else None)
