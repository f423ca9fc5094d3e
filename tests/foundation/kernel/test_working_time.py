"""Office time: intake day and night, the clock by working hours (S2-1 … S2-9)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.foundation.kernel.working_time import STANDARD_HOURS, NeverOpen, WorkingCalendar

WITA = ZoneInfo("Asia/Makassar")
WIB = ZoneInfo("Asia/Jakarta")
NYEPI = date(2026, 3, 19)
CUTI_BERSAMA = date(2026, 3, 18)
OFFICE = WorkingCalendar(WITA, STANDARD_HOURS, frozenset({NYEPI, CUTI_BERSAMA}))


def at(day: date, hour: int, minute: int = 0, zone: ZoneInfo = WITA) -> datetime:
    return datetime.combine(day, time(hour, minute), zone)


MONDAY, TUESDAY, FRIDAY, SATURDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6), date(2026, 3, 7)


def test_sent_inside_hours_counts_from_now() -> None:
    """S2-8."""
    assert OFFICE.next_start(at(MONDAY, 9, 17)) == at(MONDAY, 9, 17)


@pytest.mark.parametrize(
    ("sent", "begins"),
    [
        (at(TUESDAY, 1), at(TUESDAY, 7, 30)),  # S2-2: one o'clock at night is fine
        (at(MONDAY, 0, 5), at(MONDAY, 7, 30)),  # S2-1
        (at(MONDAY, 23, 55), at(TUESDAY, 7, 30)),  # S2-1
        (at(MONDAY, 16), at(TUESDAY, 7, 30)),  # closing time is outside
        (at(MONDAY, 12, 30), at(MONDAY, 13)),  # the break only delays to its end
        (at(FRIDAY, 20), at(date(2026, 3, 9), 7, 30)),  # S2-5: Friday 20:00 → Monday morning
        (at(SATURDAY, 10), at(date(2026, 3, 9), 7, 30)),
        (at(date(2026, 3, 17), 20), at(date(2026, 3, 20), 7, 30)),  # S2-5: holiday and cuti bersama skipped
        (at(NYEPI, 10), at(date(2026, 3, 20), 7, 30)),
    ],
)
def test_sent_outside_hours_begins_the_next_working_morning(sent: datetime, begins: datetime) -> None:
    """S2-5, S2-8."""
    assert OFFICE.next_start(sent) == begins


def test_the_same_moment_is_another_hour_in_another_zone() -> None:
    """S2-1: the right local date; 07:10 in Surakarta is 08:10 in Buleleng."""
    solo = WorkingCalendar(WIB, STANDARD_HOURS)
    moment = at(MONDAY, 7, 10, WIB)
    assert solo.next_start(moment) == at(MONDAY, 7, 30, WIB)
    assert OFFICE.next_start(moment) == moment


def test_moments_come_back_in_utc() -> None:
    assert OFFICE.next_start(at(FRIDAY, 20)).tzinfo is UTC
    assert OFFICE.add(at(FRIDAY, 20), 1, "working_day").tzinfo is UTC


def test_one_working_day_after_a_friday_is_monday_same_time() -> None:
    assert OFFICE.add(at(FRIDAY, 10), 1, "working_day") == at(date(2026, 3, 9), 10)
    assert OFFICE.add(at(FRIDAY, 20), 1, "working_day") == at(date(2026, 3, 10), 7, 30)
    assert OFFICE.add(at(FRIDAY, 16, 20), 1, "working_day") == at(date(2026, 3, 9), 16)


def test_working_hours_run_only_while_open() -> None:
    """S3-2: one hour at the counter; the break and the night do not count."""
    assert OFFICE.add(at(MONDAY, 11, 30), 1, "working_hour") == at(MONDAY, 13, 30)
    assert OFFICE.add(at(MONDAY, 15, 30), 1, "working_hours") == at(TUESDAY, 8)
    assert OFFICE.add(at(MONDAY, 15, 30), 30, "minute") == at(MONDAY, 16)


def test_the_legal_maximum_runs_by_the_wall_clock() -> None:
    assert OFFICE.add(at(FRIDAY, 10), 24, "hours") == at(SATURDAY, 10)
    assert OFFICE.add(at(FRIDAY, 10), 3, "calendar_day") == at(date(2026, 3, 9), 10)
    with pytest.raises(ValueError, match="unknown unit"):
        OFFICE.add(at(MONDAY, 8), 1, "fortnight")  # type: ignore[arg-type]  # a mistake in data


def test_worked_minutes_leave_out_breaks_nights_and_days_off() -> None:
    """S2-9: working hours from complete file to finished."""
    assert OFFICE.working_minutes(at(MONDAY, 11), at(MONDAY, 14)) == 120
    assert OFFICE.working_minutes(at(FRIDAY, 15, 30), at(date(2026, 3, 9), 8)) == 90
    assert OFFICE.working_minutes(at(date(2026, 3, 17), 16), at(date(2026, 3, 20), 7, 30)) == 0
    assert OFFICE.working_minutes(at(MONDAY, 14), at(MONDAY, 11)) == 0


def test_the_standard_week_has_thirty_seven_and_a_half_hours() -> None:
    """Perpres 21/2023."""
    assert OFFICE.working_minutes(at(MONDAY, 0), at(MONDAY, 0) + timedelta(days=7)) == 37.5 * 60


def test_open_means_open() -> None:
    assert OFFICE.is_open(at(MONDAY, 7, 30))
    assert not OFFICE.is_open(at(MONDAY, 12))
    assert not OFFICE.is_open(at(MONDAY, 16))
    assert not OFFICE.is_open(at(NYEPI, 9))


def test_an_office_that_never_opens_is_a_mistake_said_aloud() -> None:
    with pytest.raises(NeverOpen):
        WorkingCalendar(WITA, {}).next_start(at(MONDAY, 9))
    with pytest.raises(NeverOpen):
        WorkingCalendar(WITA, {}).add(at(MONDAY, 9), 1, "working_hour")


moments = st.integers(0, 366 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(moments)
def test_the_start_is_never_before_and_always_open(sent: datetime) -> None:
    start = OFFICE.next_start(sent)
    assert start >= sent
    assert OFFICE.is_open(start)
    assert OFFICE.next_start(start) == start
    assert OFFICE.working_minutes(sent, start) == 0


@given(moments, st.integers(1, 2000))
def test_adding_and_counting_agree(sent: datetime, minutes: int) -> None:
    assert OFFICE.working_minutes(sent, OFFICE.add(sent, minutes, "minute")) == minutes
