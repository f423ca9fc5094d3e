"""Day and hour as an officer picks them: all hours of a counter on one page, with how many places are free."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from loket.appointments.models import Schedule
from loket.appointments.queries import days_of
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant

_HOUR = "%Y-%m-%dT%H:%M"


class HourMissing(Refusal):
    """No hour was picked."""

    default_code = "hour"


def counter_here(
    request: HttpRequest, schedules: Sequence[Schedule], first: Schedule | None = None
) -> Schedule:
    """The counter named by the address or the form, else ``first``. Raises ``Http404`` for any other."""
    wanted = request.POST.get("tempat") or request.GET.get("tempat", "")
    if not wanted:
        return first or schedules[0]
    try:
        key = uuid.UUID(wanted)
    except ValueError:
        raise Http404 from None
    found = next((one for one in schedules if one.public_id == key), None)
    if found is None:
        raise Http404
    return found


def hour_here(request: HttpRequest) -> datetime:
    """The hour picked, in the office's zone. Raises ``HourMissing``."""
    try:
        typed = datetime.strptime(request.POST.get("jam", ""), _HOUR)  # noqa: DTZ007 - the zone comes next
    except ValueError:
        raise HourMissing(_("Pilih jamnya dulu."), field="jam") from None
    if abs(typed.year - clock.now().year) > 1:
        raise HourMissing(_("Pilih jamnya dulu."), field="jam")
    return typed.replace(tzinfo=current_tenant().zone)


def context(request: HttpRequest, schedules: Sequence[Schedule], schedule: Schedule) -> dict[str, Any]:
    """Counters to choose from, the days of one, and the hours of the day picked (else of the nearest free)."""
    days = days_of(schedule, lead=False)
    wanted = _date(request.GET.get("hari", "") or request.POST.get("jam", "")[:10])
    picked = next((day for day in days if day.day == wanted), None)
    if picked is None:
        picked = next((day for day in days if any(one.free for one in day.openings)), None)
    zone = current_tenant().zone
    return {
        "schedules": schedules,
        "has_offices": len({one.office_id for one in schedules}) > 1,
        "schedule": schedule,
        "days": [{"day": day.day, "free": sum(one.free for one in day.openings)} for day in days],
        "picked": picked.day if picked else None,
        "hours": [
            {"value": one.at.astimezone(zone).strftime(_HOUR), "at": one.at, "free": one.free}
            for one in (picked.openings if picked else ())
        ],
        "typed": request.POST.get("jam", ""),
    }


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
