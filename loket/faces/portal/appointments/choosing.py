"""Day, then hour, the next free slot first, capacity in words: what the page of choosing shows (R23)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from loket.appointments.labels import FULL, HEIGHTS
from loket.appointments.models import Schedule
from loket.appointments.queries import days_of
from loket.appointments.rules import Day
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant

_HOUR = "%Y-%m-%dT%H:%M"
#: So many days are shown first; the later ones behind a link.
_NEAR = 6


class HourMissing(Refusal):
    """No hour was picked, or none that can be read."""

    default_code = "hour"


@dataclass(frozen=True, slots=True)
class Choice:
    """What was picked: the counter, the hour once there is one."""

    schedule: Schedule
    at: datetime | None = None


def counter_of(
    request: HttpRequest, schedules: Sequence[Schedule], first: Schedule | None = None
) -> Schedule:
    """The counter that the address or the form names, else ``first``. Raises ``Http404`` for any other."""
    wanted = request.POST.get("tempat") or request.GET.get("tempat", "")
    if not wanted:
        return first or schedules[0]
    try:
        key = uuid.UUID(wanted)
    except ValueError:
        raise Http404 from None
    for schedule in schedules:
        if schedule.public_id == key:
            return schedule
    raise Http404


def hour_of(request: HttpRequest) -> datetime:
    """The hour picked, in the office's zone ("2026-11-25T08:20"). Raises ``HourMissing``."""
    try:
        typed = datetime.strptime(request.POST.get("jam", ""), _HOUR)  # noqa: DTZ007 - the zone comes next
    except ValueError:
        raise HourMissing(_("Pilih jamnya dulu."), field="jam") from None
    if abs(typed.year - clock.now().year) > 1:
        raise HourMissing(_("Pilih jamnya dulu."), field="jam")
    return typed.replace(tzinfo=current_tenant().zone)


def page(
    request: HttpRequest, schedules: Sequence[Schedule], schedule: Schedule, *, refusal: Refusal | None = None
) -> dict[str, Any]:
    """Context of the page for one counter: the next free slot, the days, and the hours of the day picked."""
    days = days_of(schedule)
    free = [opening.at for day in days for opening in day.openings if opening.free]
    picked, is_whole = _day(request, days), request.GET.get("semua") == "1"
    return {
        "schedule": schedule,
        "others": [one for one in schedules if one.pk != schedule.pk],
        "next": free[0] if free else None,
        "next_value": _value(free[0]) if free else "",
        "days": [_shown(day) for day in (days if is_whole else days[:_NEAR])],
        "has_more": not is_whole and len(days) > _NEAR,
        "picked": picked.day if picked else None,
        "hours": _hours(picked, request.POST.get("jam", "")) if picked else [],
        "refusal": str(refusal) if refusal else "",
    }


def _day(request: HttpRequest, days: Sequence[Day]) -> Day | None:
    text = request.GET.get("hari", "") or request.POST.get("jam", "")[:10]
    try:
        wanted = date.fromisoformat(text)
    except ValueError:
        return None
    return next((day for day in days if day.day == wanted), None)


def _shown(day: Day) -> dict[str, Any]:
    height = day.height
    return {"day": day.day, "words": HEIGHTS[height], "is_full": height == FULL}


def _hours(day: Day, typed: str) -> list[dict[str, Any]]:
    return [
        {
            "value": _value(opening.at),
            "at": opening.at,
            "words": HEIGHTS[opening.height],
            "is_full": not opening.free,
            "is_picked": bool(opening.free) and _value(opening.at) == typed,
        }
        for opening in day.openings
    ]


def _value(at: datetime) -> str:
    return at.astimezone(current_tenant().zone).strftime(_HOUR)
