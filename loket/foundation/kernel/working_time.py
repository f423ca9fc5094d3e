"""Office time: when work on an application may start, when it is due, and how long it took.

Intake never closes; the clock does. What is sent outside working hours counts from the next working
morning, holidays and cuti bersama left out (Perpres 21/2023 for hours; the joint decree for days off).
Everything here is pure: the caller brings the office's zone, hours and days off.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

#: Opening spans of one day, in order, as local times; a break is the gap between two spans.
Spans = Sequence[tuple[time, time]]
Unit = Literal[
    "minute", "working_hour", "working_hours", "hour", "hours", "working_day", "working_days", "calendar_day"
]

_WEEKDAY: Spans = ((time(7, 30), time(12)), (time(13), time(16)))
_FRIDAY: Spans = ((time(7, 30), time(11, 30)), (time(13), time(16, 30)))
#: 37.5 hours a week, Monday to Friday from 07:30, break of 60 minutes, 90 on Friday (Perpres 21/2023).
STANDARD_HOURS: Mapping[int, Spans] = {0: _WEEKDAY, 1: _WEEKDAY, 2: _WEEKDAY, 3: _WEEKDAY, 4: _FRIDAY}

#: No office stays shut longer than this many days; beyond it the hours are misconfigured.
_LONGEST_CLOSURE = 366


class NeverOpen(ValueError):
    """The office's hours name no working day within a year: a mistake in settings."""


@dataclass(frozen=True)
class WorkingCalendar:
    """One office's working time.

    ``hours``: weekday (0 = Monday) → opening spans; a weekday not named is a day off. ``holidays``: national
    holidays, cuti bersama and local days off together.
    """

    zone: ZoneInfo
    hours: Mapping[int, Spans]
    holidays: AbstractSet[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on that local day."""
        return bool(self.hours.get(day.weekday())) and day not in self.holidays

    def is_open(self, at: datetime) -> bool:
        """Whether the office is at work at that moment (not in the break)."""
        return any(start <= at < end for start, end in self._spans(self._day(at)))

    def next_start(self, at: datetime) -> datetime:
        """When work on something sent ``at`` may begin: at once inside hours, else the next opening.

        S2-5, S2-8: a Friday evening, a weekend, a holiday and one o'clock at night all wait for the next
        working morning; the midday break only for its end.
        """
        for start, end in self._spans_from(self._day(at)):
            if at < end:
                return max(at, start).astimezone(UTC)
        raise NeverOpen

    def add(self, at: datetime, value: int, unit: Unit) -> datetime:
        """The moment ``value`` units after ``at``.

        ``working_day``: the same local time that many working days after the start of work, never later
        than closing. ``working_hour`` and ``minute`` run only while the office is open. ``hour`` and
        ``calendar_day`` are those of the wall clock.
        """
        if unit in {"working_day", "working_days"}:
            return self._add_working_days(at, value)
        if unit in {"working_hour", "working_hours"}:
            return self._add_working_minutes(at, value * 60)
        if unit == "minute":
            return self._add_working_minutes(at, value)
        if unit in {"hour", "hours"}:
            return at + timedelta(hours=value)
        if unit == "calendar_day":
            local = at.astimezone(self.zone)
            return (local + timedelta(days=value)).astimezone(UTC)
        raise ValueError(f"unknown unit of time: {unit}")

    def working_minutes(self, begin: datetime, finish: datetime) -> int:
        """Whole minutes the office was open between two moments; 0 when they are the wrong way round."""
        return self.worked(begin, finish) // timedelta(minutes=1)

    def worked(self, begin: datetime, finish: datetime) -> timedelta:
        """How long exactly the office was open between two moments; nothing when they are the wrong way round."""
        worked = timedelta()
        day, last = self._day(begin), self._day(finish)
        while day <= last:
            for start, end in self._spans(day):
                worked += max(timedelta(), min(finish, end) - max(begin, start))
            day += timedelta(days=1)
        return worked

    def after(self, at: datetime, span: timedelta) -> datetime:
        """The moment by which the office was open for exactly ``span`` (not negative) after ``at``."""
        return self._add_working_time(at, span)

    def before(self, at: datetime, span: timedelta) -> datetime:
        """The latest moment from which on the office was open for exactly ``span`` until ``at``."""
        if span <= timedelta():
            return at
        day, shut = self._day(at), 0
        while shut < _LONGEST_CLOSURE:
            spans = self._spans(day)
            shut = 0 if spans else shut + 1
            for start, end in reversed(spans):
                until = min(at, end)
                if start < until and span <= until - start:
                    return (until - span).astimezone(UTC)
                span -= max(timedelta(), until - start)
            day -= timedelta(days=1)
        raise NeverOpen

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after ``first`` up to and with ``last``; 0 when they are the wrong way round.

        Whole weeks are counted at once, so the distance costs nothing.
        """
        if last <= first:
            return 0
        weeks, rest = divmod((last - first).days, 7)
        open_days, days_off = self._open_weekdays, self._days_lost
        count = weeks * len(open_days)
        count += sum((last - timedelta(days=ago)).weekday() in open_days for ago in range(rest))
        return count - (bisect_right(days_off, last) - bisect_right(days_off, first))

    @cached_property
    def _open_weekdays(self) -> frozenset[int]:
        return frozenset(weekday for weekday, spans in self.hours.items() if spans)

    @cached_property
    def _days_lost(self) -> list[date]:
        """Holidays that fall on a day of work, in order."""
        return sorted(day for day in self.holidays if day.weekday() in self._open_weekdays)

    @cached_property
    def longest_day(self) -> timedelta:
        """The longest working day of the week; what "one working day" of work means in a time left."""
        zero = date(2000, 1, 3)
        days = (
            sum(
                (datetime.combine(zero, end) - datetime.combine(zero, start) for start, end in spans),
                timedelta(),
            )
            for spans in self.hours.values()
        )
        return max(days, default=timedelta())

    def _add_working_days(self, at: datetime, days: int) -> datetime:
        start = self.next_start(at).astimezone(self.zone)
        day = start.date()
        for _count in range(days):
            day = self._working_day_after(day)
        closing = self._spans(day)[-1][1]
        return min(datetime.combine(day, start.time(), self.zone), closing).astimezone(UTC)

    def _add_working_minutes(self, at: datetime, minutes: int) -> datetime:
        return self._add_working_time(at, timedelta(minutes=minutes))

    def _add_working_time(self, at: datetime, left: timedelta) -> datetime:
        for start, end in self._spans_from(self._day(at)):
            begin = max(at, start)
            if begin < end and left <= end - begin:
                return (begin + left).astimezone(UTC)
            left -= max(timedelta(), end - begin)
        raise NeverOpen

    def _working_day_after(self, day: date) -> date:
        for ahead in range(1, _LONGEST_CLOSURE):
            if self.is_working_day(day + timedelta(days=ahead)):
                return day + timedelta(days=ahead)
        raise NeverOpen

    def _spans_from(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Opening spans from a day on; ends once a year has passed without a single one."""
        shut = 0
        while shut < _LONGEST_CLOSURE:
            spans = self._spans(day)
            shut = 0 if spans else shut + 1
            yield from spans
            day += timedelta(days=1)

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        if not self.is_working_day(day):
            return []
        return [
            (datetime.combine(day, start, self.zone), datetime.combine(day, end, self.zone))
            for start, end in self.hours[day.weekday()]
        ]

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()
