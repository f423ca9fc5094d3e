"""Pure rules of slots and lines: which hours a day offers, how full they are, whose turn it is."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from loket.foundation.kernel.working_time import WorkingCalendar

from .labels import FEW, FULL, PLENTY

#: Nobody's biometrics are recorded before this birthday (domain: recording visit; Perpres 96/2018).
RECORDING_AGE = 16
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Plan:
    """One counter's week: days, hours (local), length of a slot, how many people at once, and how far ahead."""

    #: 0 Monday … 6 Sunday
    weekdays: AbstractSet[int]
    opens: time
    closes: time
    minutes: int
    capacity: int
    #: the nearest slot that may be booked begins so many hours from now
    lead_hours: int = 0
    #: the farthest day that may be booked is so many days from today
    horizon_days: int = 30


@dataclass(frozen=True, slots=True)
class Shut:
    """A closed stretch of one day: ``begins`` to ``ends`` local, or the whole day when both are None."""

    day: date
    begins: time | None = None
    ends: time | None = None

    def covers(self, begins: time, ends: time) -> bool:
        """Whether a slot from ``begins`` to ``ends`` of that day loses a minute to it."""
        if self.begins is None or self.ends is None:
            return True
        return begins < self.ends and self.begins < ends


@dataclass(frozen=True, slots=True)
class Opening:
    """One slot as it can be offered: when it begins, how many places it has and how many are free."""

    at: datetime
    capacity: int
    free: int

    @property
    def height(self) -> str:
        """A key of ``labels.HEIGHTS``."""
        return height_of(self.free, self.capacity)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a counter with its slots."""

    day: date
    openings: Sequence[Opening] = field(default_factory=tuple)

    @property
    def height(self) -> str:
        """How full the day is, over all its slots."""
        free = sum(opening.free for opening in self.openings)
        return height_of(free, sum(opening.capacity for opening in self.openings))


def slots_of_day(
    plan: Plan, calendar: WorkingCalendar, day: date, shut: Iterable[Shut] = ()
) -> list[datetime]:
    """When the slots of ``day`` begin, in UTC; none on a free day.

    A slot must lie wholly within the counter's hours and one span of the office's working hours, so the break,
    holidays and cuti bersama offer nothing ("slots respect working hours and holidays", catalogue).
    """
    if day.weekday() not in plan.weekdays or not calendar.is_working_day(day):
        return []
    closed = [one for one in shut if one.day == day]
    return [
        datetime.combine(day, begins, calendar.zone).astimezone(UTC)
        for begins, ends in _grid(plan, day)
        if _is_worked(calendar, day, (begins, ends)) and not any(one.covers(begins, ends) for one in closed)
    ]


def bookable(slots: Iterable[datetime], plan: Plan, now: datetime) -> list[datetime]:
    """Those of ``slots`` that are far enough ahead; how far at most is asked of days (``last_day``)."""
    first = now + timedelta(hours=plan.lead_hours)
    return [at for at in slots if at > now and at >= first]


def last_day(plan: Plan, today: date) -> date:
    """The farthest day that may be booked."""
    return today + timedelta(days=plan.horizon_days)


def height_of(free: int, capacity: int) -> str:
    """ "masih banyak", "tinggal sedikit" (the last quarter, at least the last place) or "penuh", as a key."""
    if free <= 0:
        return FULL
    return FEW if free <= max(1, capacity // 4) else PLENTY


def free_place(taken: Collection[int], capacity: int) -> int | None:
    """The lowest place number nobody holds, 1 and up; None when as many people as places hold one.

    Lowering the capacity throws nobody out: who holds a higher number keeps it, and counts.
    """
    if len(taken) >= capacity:
        return None
    return next(number for number in range(1, len(taken) + 2) if number not in taken)


def turn_of(*, starts_at: datetime, arrived_at: datetime, is_walk_in: bool) -> tuple[datetime, bool]:
    """Where somebody stands in the line, smallest first.

    Whoever booked stands at his own hour, or where he came in when he came late; whoever did not book stands
    where he came in, behind a booking of the same moment. So nobody is overtaken by being punctual.
    """
    return (arrived_at if is_walk_in else max(starts_at, arrived_at), is_walk_in)


def is_of_age(born: date, day: date) -> bool:
    """Whether somebody born then may have biometrics recorded on ``day``."""
    reached = (day.year - born.year) - ((day.month, day.day) < (born.month, born.day))
    return reached >= RECORDING_AGE


def new_ticket() -> str:
    """ "J-7KQ4M2": the number on the ticket, shown and scanned at the counter; it opens nothing."""
    return "J-" + "".join(secrets.choice(_LETTERS) for _ in range(6))


def _grid(plan: Plan, day: date) -> Iterator[tuple[time, time]]:
    step, close = timedelta(minutes=plan.minutes), datetime.combine(day, plan.closes)
    begins = datetime.combine(day, plan.opens)
    while begins + step <= close:
        yield begins.time(), (begins + step).time()
        begins += step


def _is_worked(calendar: WorkingCalendar, day: date, slot: tuple[time, time]) -> bool:
    return any(start <= slot[0] and slot[1] <= end for start, end in calendar.hours.get(day.weekday(), ()))
