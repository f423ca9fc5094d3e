"""When a service takes applications: its opening window and its quota, as pure computations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Window:
    """What an administrator set for one service; None is no limit."""

    opens_at: time | None = None
    closes_at: time | None = None
    last_day: date | None = None
    quota_day: int | None = None
    quota_week: int | None = None

    @property
    def counts(self) -> bool:
        """Whether what was sent must be counted."""
        return self.quota_day is not None or self.quota_week is not None


@dataclass(frozen=True, slots=True)
class Shut:
    """Why nothing can be begun or sent now, and from when it can again (None: not again)."""

    #: "ended", "hours", "day" or "week"
    why: str
    opens: datetime | None


def shut(window: Window, now: datetime, *, sent_today: int = 0, sent_this_week: int = 0) -> Shut | None:
    """None while the service is open at ``now`` (a moment in the office's zone), else why not and until when."""
    found = _shut_now(window, now, sent_today, sent_this_week)
    if found is not None and found.opens is not None and _is_over(window, found.opens):
        return Shut("ended", None)
    return found


def _shut_now(window: Window, now: datetime, sent_today: int, sent_this_week: int) -> Shut | None:
    if _is_over(window, now):
        return Shut("ended", None)
    if window.quota_week is not None and sent_this_week >= window.quota_week:
        return Shut("week", _opening(window, now, days=7 - now.weekday()))
    if window.quota_day is not None and sent_today >= window.quota_day:
        return Shut("day", _opening(window, now, days=1))
    if window.opens_at is not None and window.closes_at is not None:
        if now.time() < window.opens_at:
            return Shut("hours", _opening(window, now, days=0))
        if now.time() >= window.closes_at:
            return Shut("hours", _opening(window, now, days=1))
    return None


def _is_over(window: Window, at: datetime) -> bool:
    return window.last_day is not None and at.date() > window.last_day


def _opening(window: Window, now: datetime, *, days: int) -> datetime:
    day = now.date() + timedelta(days=days)
    return datetime.combine(day, window.opens_at or time(0), tzinfo=now.tzinfo)
