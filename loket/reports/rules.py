"""Months, columns and sums of the recap: pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from loket.foundation.kernel.errors import Refusal
from loket.foundation.ui.dates import month_name

if TYPE_CHECKING:
    from loket.foundation.kernel.working_time import WorkingCalendar

#: Longest recap: three years of months.
MOST_MONTHS = 36
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_NOVEMBER = 11
#: Key of the column that counts accounts.
USERS = "user"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month of the office."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """ "2020-07". Raises ``Refusal`` for anything else."""
        found = _MONTH.fullmatch(text)
        if found is None or not 1 <= int(found[2]) <= 12 or not 2000 <= int(found[1]) <= 2100:
            raise Refusal(_("Pilih bulan dari daftar."), code="month")
        return cls(int(found[1]), int(found[2]))

    @property
    def key(self) -> str:
        """ "2020-07"."""
        return f"{self.year}-{self.number:02d}"

    def shifted(self, months: int) -> Month:
        """The month so many months later (earlier when negative)."""
        years, number = divmod(self.number - 1 + months, 12)
        return Month(self.year + years, number + 1)

    def begins(self, zone: ZoneInfo) -> datetime:
        """Midnight of its first day where the office stands (settled: the office's local date)."""
        return datetime(self.year, self.number, 1, tzinfo=zone)


@dataclass(frozen=True, slots=True)
class Span:
    """Whole months from ``first`` to ``last``, both counted."""

    first: Month
    last: Month

    @classmethod
    def of(cls, first: Month, last: Month) -> Span:
        """Raises ``Refusal`` when it ends before it begins or is longer than ``MOST_MONTHS``."""
        span = cls(first, last)
        if last < first:
            raise Refusal(_("Bulan akhir lebih dulu daripada bulan awal."), code="span")
        if span.length > MOST_MONTHS:
            raise Refusal(
                _("Paling banyak %(most)d bulan dalam satu rekap.") % {"most": MOST_MONTHS}, code="span"
            )
        return span

    @property
    def length(self) -> int:
        """Number of months."""
        return (self.last.year - self.first.year) * 12 + self.last.number - self.first.number + 1

    def months(self) -> list[Month]:
        """Each month in order."""
        return [self.first.shifted(step) for step in range(self.length)]

    def before(self) -> Span:
        """The span of the same length that ended when this one began."""
        return Span(self.first.shifted(-self.length), self.first.shifted(-1))

    def edges(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Beginning, and the beginning of what comes after."""
        return self.first.begins(zone), self.last.shifted(1).begins(zone)


class OpenTime:
    """The office's working time between many pairs of moments: the calendar is read once, each pair costs two looks."""

    def __init__(self, calendar: WorkingCalendar, first: datetime, last: datetime) -> None:
        """Knows the days from ``first`` to ``last``; moments outside count as their edge."""
        self._starts: list[float] = []
        self._spans: list[float] = []
        self._before = [0.0]
        day, end = first.astimezone(calendar.zone).date(), last.astimezone(calendar.zone).date()
        while day <= end:
            for begin, finish in (
                calendar.hours.get(day.weekday(), ()) if calendar.is_working_day(day) else ()
            ):
                opens = datetime.combine(day, begin, calendar.zone).timestamp()
                closes = datetime.combine(day, finish, calendar.zone).timestamp()
                self._starts.append(opens)
                self._spans.append(closes - opens)
                self._before.append(self._before[-1] + closes - opens)
            day += timedelta(days=1)

    def between(self, begin: datetime, finish: datetime) -> timedelta:
        """How long the office was open; nothing when they are the wrong way round."""
        return timedelta(seconds=max(0.0, self._until(finish) - self._until(begin)))

    def _until(self, at: datetime) -> float:
        moment = at.timestamp()
        place = bisect_right(self._starts, moment) - 1
        if place < 0:
            return 0.0
        return self._before[place] + min(moment - self._starts[place], self._spans[place])


@dataclass(frozen=True, slots=True)
class Promptness:
    """How soon the office finished (S2-7, S2-9); shares between 0 and 1, None where nothing was finished."""

    #: Cases whose documents were ready, sent or handed over for the first time.
    finished: int
    #: On the day on which they were sent in.
    same_day: float | None
    #: By the end of the first working day: the one on which processing starts.
    first_working_day: float | None
    #: Working time from the complete file, that is from approval; half of them took less.
    working_time: timedelta | None


@dataclass(frozen=True, slots=True)
class Finished:
    """The moments of one finished case."""

    sent: datetime
    starts: datetime
    complete: datetime
    done: datetime


def promptness_of(cases: Sequence[Finished], calendar: WorkingCalendar) -> Promptness:
    """Shares and median, on the office's own days."""
    if not cases:
        return Promptness(0, None, None, None)
    open_time = OpenTime(calendar, min(one.complete for one in cases), max(one.done for one in cases))

    def day(at: datetime) -> date:
        return at.astimezone(calendar.zone).date()

    return Promptness(
        finished=len(cases),
        same_day=sum(day(one.done) == day(one.sent) for one in cases) / len(cases),
        first_working_day=sum(day(one.done) <= day(one.starts) for one in cases) / len(cases),
        working_time=timedelta(
            seconds=median(open_time.between(one.complete, one.done).total_seconds() for one in cases)
        ),
    )


@dataclass(frozen=True, slots=True)
class Column:
    """Services counted together under one label."""

    key: str
    label: str
    services: frozenset[str]


@dataclass(frozen=True, slots=True)
class RecapRow:
    """One month: accounts registered, applications by column key."""

    month: Month
    users: int
    counts: Mapping[str, int]

    @property
    def applications(self) -> int:
        """All columns together."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Recap:
    """The table as printed: rows as stored, never corrected (S3-43), and their sums."""

    columns: Sequence[Column]
    rows: Sequence[RecapRow]
    totals: Mapping[str, int] = field(init=False)
    users: int = field(init=False)

    def __post_init__(self) -> None:
        sums = {column.key: sum(row.counts[column.key] for row in self.rows) for column in self.columns}
        object.__setattr__(self, "totals", sums)
        object.__setattr__(self, "users", sum(row.users for row in self.rows))


def tabulate(
    span: Span,
    columns: Sequence[Column],
    users: Mapping[Month, int],
    sent: Iterable[tuple[Month, str, int]],
) -> Recap:
    """Put counts of (month, service code) into the columns; a service in no column is not lost: see ``columns_of``."""
    place = {code: column.key for column in columns for code in column.services}
    counts = {month: dict.fromkeys((column.key for column in columns), 0) for month in span.months()}
    for month, code, count in sent:
        counts[month][place[code]] += count
    return Recap(columns, [RecapRow(month, users.get(month, 0), counts[month]) for month in span.months()])


def columns_of(
    wanted: Sequence[Mapping[str, object]], services: Iterable[tuple[str, str, str]], rest: str
) -> list[Column]:
    """The columns of a layout, or by heading; ``services`` gives (code, heading, category label) in office order.

    Every service stands in exactly one column: what the layout leaves out comes together under ``rest``.
    """
    known = list(services)
    if wanted:
        grouped = {str(row["label"]): _codes(row) for row in wanted}
        taken = {code for codes in grouped.values() for code in codes}
        left = {code for code, _heading, _category in known} - taken
        if left:
            grouped[rest] = grouped.get(rest, frozenset()) | frozenset(left)
    else:
        grouped = {}
        for code, heading, category in sorted(known, key=lambda row: not row[1]):
            label = heading or category
            grouped[label] = grouped.get(label, frozenset()) | {code}
    return [Column(f"k{number}", label, codes) for number, (label, codes) in enumerate(grouped.items(), 1)]


def _codes(row: Mapping[str, object]) -> frozenset[str]:
    found = row["services"]
    return frozenset(str(code) for code in found) if isinstance(found, list) else frozenset()


def month_label(month: Month, *, nopember: bool) -> str:
    """ "Juli"; "Nopember" where the office writes it so (S3-42)."""
    name = month_name(month.number)
    return "Nopember" if nopember and month.number == _NOVEMBER and name == "November" else name
