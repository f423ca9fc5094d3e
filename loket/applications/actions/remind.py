"""Residents are reminded of what waits for them: a correction, a visit, a document. Safe to run again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import override

from loket.audit.actions.record import record
from loket.audit.actor import Actor
from loket.foundation.kernel import clock
from loket.notifications.actions.queue import queue
from loket.tenants.scope import current_tenant

from .. import messages, rules, states
from ..models import Application
from ..queries import to_remind

_ACTOR = Actor("system", "applications.remind")
#: Further than this no deadline is two working days away, whatever the holidays.
_FARTHEST = timedelta(days=30)


def remind() -> int:
    """Send the reminders that are due, each once, while the office is open; returns how many.

    A return: two working days before its deadline. A visit: one working day before it. A missed visit or a
    document: after a week and after a month, and a week before the office stops waiting.
    """
    now = clock.now()
    if not current_tenant().calendar().is_open(now):
        return 0
    return sum(_send(case, count, kind, told) for case, count, kind, told in _due(now))


def _due(now: datetime) -> Iterator[tuple[Application, int, str, dict[str, str]]]:
    tenant = current_tenant()
    for case in to_remind(states.RETURNED, nudged=0, deadline_before=now + _FARTHEST):
        deadline = case.return_deadline or now
        begins = rules.reminder_due(tenant.calendar(), deadline)
        if (case.entered_at or now) < begins <= now < deadline:
            yield case, 1, messages.RETURN_REMINDER.key, _until(case, deadline)
    for case in to_remind(states.AWAITING_VISIT, nudged=0, visit_before=now + _FARTHEST):
        at = case.visit_at or now
        begins = rules.reminder_due(tenant.calendar(), at, days=rules.VISIT_REMINDER_DAYS)
        if (case.entered_at or now) < begins <= now < at:
            yield case, 1, messages.VISIT_SOON.key, _at(case, at)
    for number, case in _long(states.AWAITING_VISIT, tenant.visit_days, now):
        last = (case.visit_at or case.entered_at or now) + timedelta(days=tenant.visit_days)
        yield case, number + 1, messages.VISIT_REMINDER.key, _until(case, last)
    for number, case in _long(states.READY, tenant.unclaimed_days, now):
        place = case.pickup_office.name if case.pickup_office else tenant.short_name
        yield case, number, messages.READY_REMINDER.key, {"tempat": place}


def _long(state: str, waiting_days: int | None, now: datetime) -> Iterator[tuple[int, Application]]:
    """The latest step first: a worker that was away sends one reminder, not three."""
    planned = rules.reminders_of(waiting_days)
    for number, days in reversed(list(enumerate(planned, start=1))):
        before = number if state == states.AWAITING_VISIT else number - 1  # the visit itself was one
        for case in to_remind(state, nudged=before, entered_before=now - timedelta(days=days)):
            yield number, case


def _at(case: Application, at: datetime) -> dict[str, str]:
    with override(case.applicant.account.language or "id"):
        return {"waktu": messages.moment_text(at)}


def _until(case: Application, last: datetime) -> dict[str, str]:
    with override(case.applicant.account.language or "id"):
        return {"batas": messages.day_text(last)}


def _send(case: Application, number: int, kind: str, told: dict[str, str]) -> int:
    with transaction.atomic():
        unchanged = Application.objects.filter(pk=case.pk, version=case.version, nudges__lt=number)
        if not unchanged.update(nudges=number):
            return 0
        queue(
            kind,
            to=messages.recipient(case),
            variables=messages.variables_now(kind, case, told),
            ref=case.reference,
            dedupe=f"{kind}:{case.pk}:{case.version}:{number}",
            service=case.service.code,
        )
        record("applications.reminded", actor=_ACTOR, obj_type="application", obj_ref=case.reference)
    return 1
