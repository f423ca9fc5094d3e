"""Which hours a counter offers: pure rules over calendars, holidays and time zones (S4-23)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.appointments import rules
from loket.appointments.labels import FEW, FULL, PLENTY
from loket.appointments.rules import Plan, Shut
from loket.foundation.kernel.working_time import STANDARD_HOURS, WorkingCalendar

ZONES = [ZoneInfo(name) for name in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")]
MONDAY = date(2026, 11, 23)
_TIMES = st.builds(time, st.integers(6, 18), st.sampled_from((0, 10, 15, 30, 45)))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any week an administrator may set."""
    opens, closes = sorted((draw(_TIMES), draw(_TIMES)))
    return Plan(
        weekdays=frozenset(draw(st.sets(st.integers(0, 6), min_size=1))),
        opens=opens,
        closes=closes,
        minutes=draw(st.sampled_from((5, 7, 15, 20, 45, 90, 240))),
        capacity=draw(st.integers(1, 9)),
        lead_hours=draw(st.integers(0, 48)),
    )


@given(
    plan=plans(),
    zone=st.sampled_from(ZONES),
    ahead=st.integers(0, 400),
    holidays=st.frozensets(st.integers(0, 400), max_size=60),
    shut=st.tuples(_TIMES, _TIMES),
)
@settings(max_examples=150, deadline=None)
def test_s4_23_every_slot_lies_within_the_counter_and_the_office(
    plan: Plan, zone: ZoneInfo, ahead: int, holidays: frozenset[int], shut: tuple[time, time]
) -> None:
    """On any day of any calendar: inside both hours, on a working day, outside closures, never two at once."""
    free = frozenset(MONDAY + timedelta(days=number) for number in holidays)
    calendar = WorkingCalendar(zone, STANDARD_HOURS, free)
    day, (begins, ends) = MONDAY + timedelta(days=ahead), sorted(shut)
    closed = Shut(day, begins, ends)

    slots = rules.slots_of_day(plan, calendar, day, [closed])

    length = timedelta(minutes=plan.minutes)
    assert slots == sorted(set(slots))
    assert all(later - earlier >= length for earlier, later in pairwise(slots))
    if day in free or day.weekday() not in plan.weekdays or day.weekday() not in STANDARD_HOURS:
        assert slots == []
    for at in slots:
        local, end = at.astimezone(zone), (at + length).astimezone(zone)
        assert at.tzinfo is UTC
        assert local.date() == end.date() == day
        assert plan.opens <= local.time() < end.time() <= plan.closes
        assert calendar.is_open(at)
        assert calendar.is_open(at + length - timedelta(seconds=1))
        assert calendar.worked(at, at + length) == length, "no slot runs over the break"
        assert begins >= end.time() or ends <= local.time() or begins == ends


@given(plan=plans(), zone=st.sampled_from(ZONES), hours=st.integers(0, 200))
@settings(max_examples=60, deadline=None)
def test_nothing_nearer_than_the_lead_time_is_offered(plan: Plan, zone: ZoneInfo, hours: int) -> None:
    calendar = WorkingCalendar(zone, STANDARD_HOURS)
    now = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(hours=hours)
    slots = [at for n in range(14) for at in rules.slots_of_day(plan, calendar, MONDAY + timedelta(days=n))]
    offered = rules.bookable(slots, plan, now)
    assert offered == [at for at in slots if at > now and at - now >= timedelta(hours=plan.lead_hours)]


def test_a_whole_closed_day_offers_nothing_and_its_neighbours_everything() -> None:
    plan = Plan(frozenset(range(5)), time(8), time(10), 20, 2)
    calendar = WorkingCalendar(ZONES[1], STANDARD_HOURS)
    counts = [
        len(
            rules.slots_of_day(plan, calendar, MONDAY + timedelta(days=n), [Shut(MONDAY + timedelta(days=1))])
        )
        for n in range(3)
    ]
    assert counts == [6, 0, 6]


@pytest.mark.parametrize(
    ("free", "capacity", "word"),
    [(0, 4, FULL), (-1, 4, FULL), (1, 1, FEW), (1, 4, FEW), (2, 4, PLENTY), (3, 12, FEW), (4, 12, PLENTY)],
)
def test_capacity_is_said_in_words(free: int, capacity: int, word: str) -> None:
    """Experience R23."""
    assert rules.height_of(free, capacity) == word


@given(taken=st.sets(st.integers(1, 12)), capacity=st.integers(1, 12))
def test_a_place_is_never_given_twice_nor_beyond_the_capacity(taken: set[int], capacity: int) -> None:
    place = rules.free_place(taken, capacity)
    assert (place is None) == (len(taken) >= capacity)
    if place is not None:
        assert place not in taken
        assert 1 <= place <= capacity


@pytest.mark.parametrize(
    ("born", "day", "may"),
    [
        (date(2010, 11, 24), date(2026, 11, 24), True),
        (date(2010, 11, 25), date(2026, 11, 24), False),
        (date(2008, 2, 29), date(2024, 2, 28), False),
        (date(2008, 2, 29), date(2024, 2, 29), True),
    ],
)
def test_biometrics_are_recorded_from_the_sixteenth_birthday(born: date, day: date, *, may: bool) -> None:
    """Domain: age 16 may record, the card comes at 17."""
    assert rules.is_of_age(born, day) is may
