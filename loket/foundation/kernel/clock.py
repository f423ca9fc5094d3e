"""The one clock of the house (security rule 40): store UTC, show the tenant's zone, stand still in tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_frozen: ContextVar[datetime | None] = ContextVar("frozen_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC; the set moment inside ``frozen``."""
    return _frozen.get() or datetime.now(UTC)


def today(zone: ZoneInfo) -> date:
    """The calendar day it is now in ``zone`` (a tenant's day, not the server's)."""
    return now().astimezone(zone).date()


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Let the clock stand at ``at`` (aware) for the block; used by tests and by replays of past months."""
    if at.tzinfo is None:
        raise ValueError("frozen() needs an aware datetime")
    token = _frozen.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
