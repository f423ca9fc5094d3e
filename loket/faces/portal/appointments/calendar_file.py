"""One appointment as a file for the calendar of a phone (RFC 5545), without anybody's name in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from loket.appointments.models import Booking
from loket.foundation.kernel import clock

_LONGEST = 73
_WITHOUT_SLOT = timedelta(minutes=30)


def calendar_file(booking: Booking, *, host: str, title: str, note: str) -> str:
    """The text of the file; ``host`` makes its name unique in the world, a moved appointment replaces the old one."""
    ends = booking.ends_at or booking.starts_at + _WITHOUT_SLOT
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Loket//jadwal//ID",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{booking.public_id}@{host}",
        f"SEQUENCE:{booking.version}",
        f"DTSTAMP:{_moment(clock.now())}",
        f"DTSTART:{_moment(booking.starts_at)}",
        f"DTEND:{_moment(ends)}",
        f"SUMMARY:{_escaped(title)}",
        f"LOCATION:{_escaped(booking.where)}",
        f"DESCRIPTION:{_escaped(note)}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(title)}",
        "TRIGGER:-PT2H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """No line longer than 75 octets; the rest goes on after a space."""
    lead, piece = "", ""
    for sign in line:
        if len((piece + sign).encode()) > _LONGEST:
            yield lead + piece
            lead, piece = " ", ""
        piece += sign
    yield lead + piece
