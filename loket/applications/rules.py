"""Pure computations about a case: who works on it, the two clocks, deadlines.

No database and no clock of their own. ``definition`` is the service version's data as in the catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from loket.audit.actor import Actor

if TYPE_CHECKING:
    from loket.foundation.kernel.working_time import Unit, WorkingCalendar

Definition = Mapping[str, Any]

#: From the start of processing to the first decision (settled: two clocks); working days.
VERIFICATION_TARGET = 1
#: A returned application waits this many calendar days for the resident, then expires.
RETURN_DAYS = 14
#: So many working days before a return's deadline the resident is reminded.
REMINDER_DAYS = 2
#: A visit is reminded of so many working days before it.
VISIT_REMINDER_DAYS = 1
#: No visit is asked for further ahead than this.
FARTHEST_VISIT = timedelta(days=90)
#: A visit that was missed and documents nobody collects are reminded of after so many days.
LONG_REMINDERS = (7, 30)
_WEEK = 7
#: Up to so many working days a time left is counted to the minute.
_NEAR = 2
#: Cases of one order at most.
BATCH_LIMIT = 500
#: A case opened by an officer is released after this much idleness (experience rule 17).
LOCK_IDLE = timedelta(minutes=4)
#: For so long a decision may be undone, and its message waits (experience rule 15, settled: undo).
UNDO_WINDOW = timedelta(seconds=10)
#: A decision of a rule: officers have longer, for nobody looked; until then nobody processes the case.
RULE_UNDO_WINDOW = timedelta(minutes=10)
#: What nothing is to be undone of does not wait.
AT_ONCE = timedelta()


@dataclass(frozen=True, slots=True)
class Roles:
    """The role slugs behind the slots of one service (services data, ``processed_by`` and ``visit``)."""

    verify: str
    process: tuple[str, ...]
    visit: str
    hand_over: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend, as the officer picked it: which item, why, and the sentence the resident reads."""

    item: str
    kind: str
    reason_code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Officer:
    """What matters of an officer at his officer.

    ``kecamatan``: codes of his print zone, None when he is not bound to one. ``nik_hash``/``kk_hash``: keyed
    hashes of his own NIK and family card, empty when the office has not entered them.
    """

    actor: Actor
    #: Number of the membership; 0 for a rule, which is nobody's desk.
    membership_id: int
    roles: frozenset[str]
    kecamatan: frozenset[str] | None = None
    nik_hash: bytes = b""
    kk_hash: bytes = b""
    #: Roles whose cases he answers for as a head: he sees them without working on them.
    oversees: frozenset[str] = frozenset()


def undo_window(actor_kind: str) -> timedelta:
    """How long a decision of an officer, or of a rule ("system"), can be taken back; its message waits so long."""
    return RULE_UNDO_WINDOW if actor_kind == "system" else UNDO_WINDOW


def roles_of(definition: Definition) -> Roles:
    """Who works on applications of this service. Nothing handed over: the process slot completes the case."""
    by = definition.get("processed_by") or {}
    first = by.get("process") or ""
    then = by.get("then") or ()
    visit = (definition.get("visit") or {}).get("role") or by.get("visit") or ""
    return Roles(
        verify=by.get("verify") or "",
        process=tuple(dict.fromkeys(role for role in (first, *then) if role)),
        visit=visit,
        hand_over=by.get("hand_over") or first,
    )


def is_routed(definition: Definition) -> bool:
    """Whether the subject's kecamatan decides where the card is printed (S3-46..48)."""
    return bool((definition.get("routing") or {}).get("by_kecamatan"))


def is_handed_over(definition: Definition) -> bool:
    """Whether something passes over a counter at the end; otherwise the process slot completes the case."""
    return bool((definition.get("processed_by") or {}).get("hand_over"))


def needs_visit(definition: Definition, answers: Mapping[str, Any]) -> bool:
    """Whether this application needs one visit before it can be processed (S2-12, S4-20)."""
    visit = definition.get("visit")
    if not visit:
        return False
    if _holds(visit.get("skip_if"), answers):
        return False
    return "if" not in visit or _holds(visit["if"], answers)


def _holds(condition: Mapping[str, Any] | None, answers: Mapping[str, Any]) -> bool:
    if not condition:
        return False
    answer = answers.get(condition["field"])
    given = answer if isinstance(answer, list) else [answer]
    return any(value in condition["in"] for value in given)


def days_late(definition: Definition, answers: Mapping[str, Any], reported: date) -> int:
    """By how many days an event was reported after its legal limit (services data, ``report_within``); 0 for none.

    A late report is accepted: a birth after 60 days needs a decision of the Kepala Dinas (UU 24/2013 Pasal 32).
    """
    limit = definition.get("report_within") or {}
    happened = answers.get(limit.get("from", ""))
    if not happened:
        return 0
    passed = (reported - date.fromisoformat(str(happened))).days
    return max(0, passed - int(limit["days"]))


def processing_start(
    calendar: WorkingCalendar, submitted_at: datetime, *, next_morning: bool = False
) -> datetime:
    """When the office's clock starts: now inside working hours, else the next morning (S2-5, S2-8).

    ``next_morning``: what comes in during working hours waits for the next working morning too (X-7).
    """
    if not next_morning or not calendar.is_working_day(submitted_at.astimezone(calendar.zone).date()):
        return calendar.next_start(submitted_at)
    local = submitted_at.astimezone(calendar.zone)
    opening = calendar.next_start(datetime.combine(local.date(), time(), calendar.zone))
    if submitted_at < opening:
        return opening
    return calendar.next_start(datetime.combine(local.date() + timedelta(days=1), time(), calendar.zone))


def first_decision_due(
    calendar: WorkingCalendar, starts_at: datetime, *, hours: int | None = None
) -> datetime:
    """The verification target: one working day after processing starts, or the office's own working hours."""
    if hours is not None:
        return calendar.add(starts_at, hours, "working_hour")
    return calendar.add(starts_at, VERIFICATION_TARGET, "working_day")


def service_due(
    calendar: WorkingCalendar,
    approved_at: datetime,
    definition: Definition,
    *,
    own: tuple[int, Unit] | None = None,
) -> datetime:
    """The service target: the service's ``sla`` counted from complete papers, that is from approval.

    ``own``: the office's own value and unit for this service, before the published one.
    """
    if own is not None:
        return calendar.add(approved_at, *own)
    target = (definition.get("sla") or {}).get("target") or {"value": 1, "unit": "working_day"}
    return calendar.add(approved_at, int(target["value"]), target["unit"])


def due_after_pause(
    calendar: WorkingCalendar, due: datetime, *, paused_at: datetime, resumed_at: datetime
) -> datetime:
    """The target again after the clock stood still, so that the pause never counts (settled: two clocks).

    What was left of working time is left again; by what it was late already, by that it is late again.
    """
    if resumed_at <= paused_at:
        return due
    if due > paused_at:
        return calendar.after(resumed_at, calendar.worked(paused_at, due))
    return calendar.before(resumed_at, calendar.worked(due, paused_at))


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """How far a target is away in working time: days from one whole working day on, else hours and minutes."""

    is_late: bool
    days: int
    hours: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Countdown:
    """The working time left until targets, at one moment; what rests on their day alone is worked out once a day."""

    calendar: WorkingCalendar
    now: datetime
    _days: dict[date, int] = field(default_factory=dict)

    def left(self, due: datetime) -> TimeLeft:
        """The working time until ``due``, or since it passed.

        Within two days it is counted to the minute; further away the working days between the two days suffice.
        """
        day = _day(self.calendar, due)
        days = self._days.get(day)
        if days is None:
            first, last = sorted((day, _day(self.calendar, self.now)))
            days = self._days[day] = self.calendar.working_days_between(first, last)
        if days > _NEAR:
            return TimeLeft(due < self.now, days, 0, 0)
        worked = self.calendar.worked(min(due, self.now), max(due, self.now))
        whole, minutes = self.calendar.longest_day, worked // timedelta(minutes=1)
        return TimeLeft(due < self.now, worked // whole if whole else 0, minutes // 60, minutes % 60)


def time_left(calendar: WorkingCalendar, due: datetime, now: datetime) -> TimeLeft:
    """As ``Countdown.left`` for one target."""
    return Countdown(calendar, now).left(due)


def _day(calendar: WorkingCalendar, at: datetime) -> date:
    return at.astimezone(calendar.zone).date()


def reminder_due(calendar: WorkingCalendar, deadline: datetime, *, days: int = REMINDER_DAYS) -> datetime:
    """When the resident is reminded of a deadline or a visit: so many working days before it, in the morning."""
    day = _day(calendar, deadline)
    left = days
    while left:
        day -= timedelta(days=1)
        left -= calendar.is_working_day(day)
    return calendar.next_start(datetime.combine(day, time(), calendar.zone))


def reminders_of(waiting_days: int | None) -> tuple[int, ...]:
    """After how many days a waiting resident is reminded: a week, a month, and a week before it ends."""
    if waiting_days is None:
        return LONG_REMINDERS
    planned = {day for day in LONG_REMINDERS if day < waiting_days - _WEEK} | {waiting_days - _WEEK}
    return tuple(sorted(day for day in planned if day > 0))


def return_deadline(zone: ZoneInfo, returned_at: datetime, *, days: int = RETURN_DAYS) -> datetime:
    """The end of the last day, on the office's own calendar, on which a correction is taken."""
    last = returned_at.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(last, time(23, 59, 59), zone)
