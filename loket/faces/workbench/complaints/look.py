"""The view and topic of the list, and the place in it, as an address says them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from loket.complaints.labels import TOPICS
from loket.complaints.models import Complaint
from loket.complaints.queries import VIEWS, Look, Place

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read(given: Mapping[str, str]) -> Look:
    """The look of an address; what is unknown is left out."""
    view, topic = given.get("tampil", ""), given.get("tentang", "")
    return Look(view if view in VIEWS else VIEWS[0], topic if topic in TOPICS else "")


def query_of(look: Look, **more: str) -> str:
    """The address's query for a look, with more values; empty ones are left out."""
    values = {"tampil": look.view if look.view != VIEWS[0] else "", "tentang": look.topic, **more}
    return urlencode({key: value for key, value in values.items() if value})


def word_of(look: Look, complaint: Complaint) -> str:
    """Where a page ends or begins, as one word."""
    at, key = look.place_of(complaint)
    return f"{(at - _EPOCH) // timedelta(microseconds=1)}-{key}"


def read_place(text: str) -> Place | None:
    """The place in an address, or None when it is not one."""
    stamp, _dash, key = text.partition("-")
    if not (_is_number(stamp, 16) and _is_number(key, 18)):
        return None
    return _EPOCH + timedelta(microseconds=int(stamp)), int(key)


def _is_number(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= most
