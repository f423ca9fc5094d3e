"""What one cell says: days in every usual spelling, moments of online forms, and how a value is shown masked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

_MONTHS = {
    **{name: number for number, name in enumerate(
        ("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
         "november", "desember"), 1)},
    **{name: number for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des"), 1)},
    "agt": 8, "ags": 8, "agust": 8, "nopember": 11, "nop": 11, "pebruari": 2, "peb": 2, "aug": 8, "oct": 10,
    "dec": 12, "may": 5, "sept": 9,
}  # fmt: skip
_NUMBERS = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[T ,]+(.*))?")
_WORDS = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3,9})\.?[- ](\d{4})(?:[T ,]+(.*))?")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*([AaPp])?\.?[Mm]?\.?(?:\s.*)?")
_DIGITS_SHOWN, _LETTERS_SHOWN = 4, 3
#: No paper of this office was received before.
EARLIEST_RECEIPT = date(2000, 1, 1)


def read_moment(text: str, *, month_first: bool = False) -> tuple[date, time | None] | None:
    """The day, and the time if one stands there; None when it is no day. Two-digit years are refused."""
    text = text.strip()
    if found := _WORDS.fullmatch(text):
        month = _MONTHS.get(found[2].lower())
        return _moment(int(found[3]), month or 0, int(found[1]), found[4])
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return None
    first, second, last = found[1], int(found[2]), found[3]
    if len(first) == 4:
        return _moment(int(first), second, int(last), found[4])
    if len(last) != 4 or len(first) > 2:
        return None
    day, month = (second, int(first)) if month_first else (int(first), second)
    return _moment(int(last), month, day, found[4])


def _moment(year: int, month: int, day: int, clock: str | None) -> tuple[date, time | None] | None:
    try:
        return date(year, month, day), _clock(clock or "")
    except ValueError:
        return None


def _clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour = int(found[1])
    half = (found[4] or "").lower()
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return time(hour, int(found[2]), int(found[3] or 0))


def writes_month_first(cells: Iterable[str]) -> bool:
    """Whether a column writes 11/22/2026 as some online forms do: some second part is no month, no first one is."""
    seen = False
    for cell in cells:
        found = _NUMBERS.fullmatch(cell.strip())
        if found is None or len(found[1]) > 2:
            continue
        if int(found[1]) > 12:
            return False
        seen = seen or int(found[2]) > 12
    return seen


def received_at(moment: tuple[date, time | None], zone: ZoneInfo, opening: time) -> datetime:
    """The moment of receipt; a day without a time counts from the opening of the office."""
    day, clock = moment
    return datetime.combine(day, clock or opening, zone)


def masked(value: str) -> str:
    """A value for a list of mistakes: enough to find the cell, too little to copy it."""
    shown = _DIGITS_SHOWN if sum(char.isdigit() for char in value) >= 8 else _LETTERS_SHOWN
    if len(value) <= shown:
        return value
    return value[:shown] + "•" * min(len(value) - shown, 8)
