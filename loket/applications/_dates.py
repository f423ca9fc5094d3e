"""The dates that each move sets (settled: two clocks); part of ``lifecycle``, kept apart to stay readable.

A case's clocks stand still for one of two reasons: the resident is to act (``states.PAUSED``), or an outage holds
the slot that works on it (``held_at``). ``paused_at`` says since when, whatever the reason; where one reason
follows or overlaps the other the earliest moment stays, so no time is counted twice.
"""

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
    columns = _dates_of(application, row, at)
    if application.held_at is not None and not keeps_hold(row.from_, row.to):
        columns = {**_left_hold(application, row, at), **columns, "held_at": None}
    if row.from_ != row.to:
        columns["nudges"] = 0
    if "due_at" in columns:
        columns["escalated_at"] = None
    return columns


def dates_before(application: Application, last: Step) -> Dates:
    """The columns as they were before the decision that is undone."""
    columns: Dates = {
        "decided_at": None,
        "completed_at": None,
        "return_deadline": None,
        "paused_at": None,
        "due_at": application.first_decision_due,
        "escalated_at": None,
    }
    if last.move == "approve" and application.approved_at == last.at:
        columns |= {"approved_at": None, "service_due": None}
    return columns


def dates_when_held(application: Application, since: datetime) -> Dates:
    """The columns of a case that an outage holds since then: no clock runs."""
    stopped = min(application.paused_at or since, since)
    return {
        "held_at": min(application.held_at or since, since),
        "paused_at": stopped,
        "due_at": None,
        "escalated_at": None,
    }


def dates_when_released(application: Application, at: datetime) -> Dates:
    """The columns of a case that nothing holds any more: its clocks run on as if no time had passed."""
    if application.state in states.PAUSED:
        return {"held_at": None}
    columns = _clocks_run_on(application, at)
    columns["due_at"] = _running_clock(application.state, columns)
    return {"held_at": None, "paused_at": None, **columns}


def keeps_hold(before: str, after: str) -> bool:
    """Whether a case that moves on so is still worked on by the same slot."""
    slot = states.WORKED_BY.get(after)
    return slot is not None and slot == states.WORKED_BY.get(before)


def _dates_of(application: Application, row: Move, at: datetime) -> Dates:
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
        return {"due_at": None, "paused_at": None, "service_due": _resumed(application, at)}
    return dict(_RELEASED) if row.name == "hand_back" else {}


def _left_hold(application: Application, row: Move, at: datetime) -> Dates:
    """The verification clock of a held case that leaves its slot: the time held does not count."""
    if row.to in states.PAUSED:
        return {}
    return {"paused_at": None, **_clocks_run_on(application, at)}


def _clocks_run_on(application: Application, at: datetime) -> Dates:
    columns: Dates = {"service_due": _resumed(application, at), "first_decision_due": None}
    due, paused_at = application.first_decision_due, application.paused_at
    is_verified = states.WORKED_BY.get(application.state) == states.Slot.VERIFY
    if due is not None and paused_at is not None and is_verified:
        due = rules.due_after_pause(current_tenant().calendar(), due, paused_at=paused_at, resumed_at=at)
    return {**columns, "first_decision_due": due}


def _running_clock(state: str, columns: Dates) -> datetime | None:
    slot = states.WORKED_BY.get(state)
    if slot == states.Slot.VERIFY:
        found: datetime | None = columns["first_decision_due"]
    else:
        found = columns["service_due"] if slot == states.Slot.PROCESS else None
    return found


def _verification_starts(application: Application, row: Move, at: datetime) -> Dates:
    calendar = current_tenant().calendar()
    waits = current_tenant().clock_rule == ClockRule.NEXT_MORNING and not application.counter_minutes
    starts = rules.processing_start(calendar, at, next_morning=waits)
    due = rules.first_decision_due(calendar, starts, hours=application.service.verify_hours)
    if application.counter_minutes:  # one promise from intake to the end (seed S3-2)
        due = calendar.add(starts, application.counter_minutes, "minute")
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
    due = _resumed(application, at) or _service_target(application, at)
    return {
        "decided_at": at,
        "approved_at": application.approved_at or at,
        "service_due": due,
        "due_at": due,
        **_RELEASED,
    }


def _service_target(application: Application, at: datetime) -> datetime:
    """From approval: the counter's promise, else the office's own target, else the published one."""
    service, definition = application.service, application.service_version.definition
    own: tuple[int, Any] | None = None
    if application.counter_minutes:
        own = (application.counter_minutes, "minute")
    elif service.target_value:
        own = (service.target_value, service.target_unit)
    since = (application.processing_starts_at or at) if application.counter_minutes else at
    return rules.service_due(current_tenant().calendar(), since, definition, own=own)


def _stands_still(application: Application, row: Move, at: datetime) -> Dates:
    stopped: Dates = {"due_at": None, **_RELEASED}
    if application.service_due is not None:
        stopped["paused_at"] = application.paused_at or at
    if row.to == states.RETURNED:
        stopped["decided_at"] = at
        tenant = current_tenant()
        stopped["return_deadline"] = rules.return_deadline(tenant.zone, at, days=tenant.return_days)
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
