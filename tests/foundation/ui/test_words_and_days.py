"""Days, times and numbers as residents read them (experience.md section 5, rule 6)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from loket.foundation.ui import dates

AT = datetime(2026, 11, 24, 0, 15, tzinfo=UTC)


def test_residents_read_days_and_hours_in_the_zone_of_the_office() -> None:
    with timezone.override(ZoneInfo("Asia/Makassar")), translation.override("id"):
        assert dates.long_day(AT) == "Selasa 24 November"
        assert dates.clock_time(AT) == "08.15 WITA"
        assert dates.short_moment(AT) == "Selasa 24 Nov, 08.15"
    with timezone.override(ZoneInfo("Asia/Jakarta")), translation.override("id"):
        assert dates.clock_time(AT) == "07.15 WIB"
    with timezone.override(ZoneInfo("Asia/Jayapura")), translation.override("id"):
        assert dates.clock_time(AT) == "09.15 WIT"


def test_english_readers_read_english_days() -> None:
    with timezone.override(ZoneInfo("Asia/Makassar")), translation.override("en"):
        assert dates.long_day(AT) == "Tuesday 24 November"
        assert dates.clock_time(AT) == "08:15 WITA"
        assert dates.number(1611) == "1,611"
        assert dates.waiting(timedelta(hours=5, minutes=10)) == "5 h 10 m"


def test_another_year_is_said() -> None:
    assert dates.long_date(date(1990, 7, 1)) == "1 Juli 1990"
    assert dates.long_day(date(1990, 7, 1)) == "Minggu 1 Juli 1990"


def test_numbers_and_spans() -> None:
    assert dates.number(1611) == "1.611"
    assert dates.number(12.6, 1) == "12,6"
    assert dates.kilobytes(167936) == "164 KB"
    assert dates.waiting(timedelta(minutes=12)) == "12 m"
    assert dates.waiting(timedelta(days=3)) == "3 hari"
