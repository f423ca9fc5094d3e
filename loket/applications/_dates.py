"""The dates that each move sets (settled: two clocks); part of ``lifecycle``, kept apart to stay readable."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from loket.foundation.kernel.transitions import Move
from loket.tenants.models import ClockRule
from loket.tenants.scope import current_tenant

from . import rules, states
from .models import Application, Step

Dates = dict[str, Any]
_RELEASED: Dates = {"assignee": None, "assignee_seen_at": None}


def dates_of(application: Application, row: Move, at: datetime) -> Dates:
    """Columns that change with the move, besides state and version."""
    if row.name in {"submit", "resubmit"}:
        return _verification_starts(application, row, at)
    if row.to in states.ENDED:
        return _ended(row, at)
    if row.to in states.PAUSED:
        return _stands_still(application, row, at)
    if row.name == "approve":
        return _service_starts(application, at)
    if row.name == "record_visit":
        due = _resumed(application, at)
        return {"paused_at": None, "service_due": due, "due_at": due}
    if row.to in {states.READY, states.SENT}:
        return {"due_at": None}
    return dict(_RELEASED) if row.name == "hand_back" else {}


def dates_before(application: Application, last: Step) -> Dates:
    """The columns as they were before the decision that is undone."""
    columns: Dates = {
        "decided_at": None,
        "completed_at": None,
        "return_deadline": None,
        "paused_at": None,
        "due_at": application.first_decision_due,
    }
    if last.move == "approve" and application.approved_at == last.at:
        columns |= {"approved_at": None, "service_due": None}
    return columns


def _verification_starts(application: Application, row: Move, at: datetime) -> Dates:
    calendar = current_tenant().calendar()
    waits = current_tenant().clock_rule == ClockRule.NEXT_MORNING
    starts = rules.processing_start(calendar, at, next_morning=waits)
    due = rules.first_decision_due(calendar, starts)
    return {
        "submitted_at": application.submitted_at or at,
        "processing_starts_at": starts,
        "first_decision_due": due,
        "due_at": due,
        "resubmissions": application.resubmissions + int(row.name == "resubmit"),
        "return_deadline": None,
        "paused_at": None,
        "service_due": _resumed(application, at),
    }


def _service_starts(application: Application, at: datetime) -> Dates:
    definition = application.service_version.definition
    due = application.service_due or rules.service_due(current_tenant().calendar(), at, definition)
    return {
        "decided_at": at,
        "approved_at": application.approved_at or at,
        "service_due": due,
        "due_at": due,
        **_RELEASED,
    }


def _stands_still(application: Application, row: Move, at: datetime) -> Dates:
    stopped: Dates = {"due_at": None, **_RELEASED}
    if application.service_due is not None:
        stopped["paused_at"] = at
    if row.to == states.RETURNED:
        stopped["decided_at"] = at
        stopped["return_deadline"] = rules.return_deadline(current_tenant().zone, at)
    return stopped


def _ended(row: Move, at: datetime) -> Dates:
    ended: Dates = {"completed_at": at, "due_at": None, "return_deadline": None, **_RELEASED}
    if row.slot in {states.Slot.VERIFY, states.Slot.PROCESS} and row.to != states.COMPLETED:
        ended["decided_at"] = at
    return ended


def _resumed(application: Application, at: datetime) -> datetime | None:
    due, paused_at = application.service_due, application.paused_at
    if due is None or paused_at is None:
        return due
    return rules.due_after_pause(current_tenant().calendar(), due, paused_at=paused_at, resumed_at=at)
