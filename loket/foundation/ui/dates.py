"""Days, times and numbers as people of the office read them, in Indonesian and in English.

Moments are shown in Django's current time zone, which the tenant's scope sets (house rule: store UTC,
show the tenant's zone).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from django.utils import timezone
from django.utils.translation import get_language, gettext

_DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "id": [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_SHORT_MONTHS = {
    "id": ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
#: Indonesia's three zones by their distance from UTC in hours.
_ZONE_NAMES = {7: "WIB", 8: "WITA", 9: "WIT"}


def language() -> str:
    """ "en" when the reader chose English, else "id"."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def local(moment: date | datetime) -> date | datetime:
    """The moment in the current time zone; a plain date stays as it is."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def long_day(moment: date | datetime) -> str:
    """Selasa 24 November (with the year when it is another year than now)."""
    day = local(moment)
    text = f"{_DAYS[language()][day.weekday()]} {day.day} {_MONTHS[language()][day.month - 1]}"
    return text if day.year == timezone.localtime().year else f"{text} {day.year}"


def month_name(number: int) -> str:
    """ "Juli" for 7."""
    return _MONTHS[language()][number - 1]


def long_date(moment: date | datetime) -> str:
    """24 November 2026, for birth dates and printed papers."""
    day = local(moment)
    return f"{day.day} {_MONTHS[language()][day.month - 1]} {day.year}"


def clock_time(moment: datetime, *, with_zone: bool = True) -> str:
    """08.15 WITA (08:15 WITA in English)."""
    at = local(moment)
    if not isinstance(at, datetime):
        return ""
    text = f"{at:%H.%M}" if language() == "id" else f"{at:%H:%M}"
    return f"{text} {zone_name(at)}" if with_zone else text


def zone_name(at: datetime) -> str:
    """WIB, WITA or WIT; elsewhere the zone's own abbreviation."""
    offset = at.utcoffset()
    hours = int(offset.total_seconds() // 3600) if offset is not None else 0
    return _ZONE_NAMES.get(hours, at.tzname() or "")


def short_moment(moment: datetime) -> str:
    """Senin 23 Nov, 08.15 (for timelines and lists)."""
    at = local(moment)
    day = f"{_DAYS[language()][at.weekday()]} {at.day} {_SHORT_MONTHS[language()][at.month - 1]}"
    if at.year != timezone.localtime().year:
        day = f"{day} {at.year}"
    return f"{day}, {clock_time(moment, with_zone=False)}" if isinstance(at, datetime) else day


def number(value: float | Decimal, places: int = 0) -> str:
    """1.611 and 12,6 in Indonesian; 1,611 and 12.6 in English."""
    text = f"{value:,.{places}f}"
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))


def waiting(span: timedelta) -> str:
    """How long something has waited: 12 m, 5 j 10 m, 45 j, 3 hari."""
    minutes = max(0, int(span.total_seconds() // 60))
    short, long, hours, days = _waits(get_language())
    if minutes < 60:
        return short % {"minutes": minutes}
    if minutes < 60 * 24:
        return long % {"hours": minutes // 60, "minutes": minutes % 60}
    if minutes < 60 * 48:
        return hours % {"hours": minutes // 60}
    return days % {"days": minutes // (60 * 24)}


@cache
def _waits(_language: str | None) -> tuple[str, str, str, str]:
    """The forms in the reader's language, looked up once: lists say them fifty times."""
    return (
        gettext("%(minutes)s m"),
        gettext("%(hours)s j %(minutes)02d m"),
        gettext("%(hours)s j"),
        gettext("%(days)s hari"),
    )


def kilobytes(size: int) -> str:
    """164 KB, 2,4 MB from a million bytes on, 1,2 GB from a thousand million on."""
    if size >= 1_000_000_000:
        return f"{number(size / 1_073_741_824, 1)} GB"
    if size >= 1_000_000:
        return f"{number(size / 1_048_576, 1)} MB"
    return f"{number(max(1, round(size / 1024)))} KB"
