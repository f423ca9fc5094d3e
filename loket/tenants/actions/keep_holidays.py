"""Load the national free days of a year, add and remove days of one's own."""

from __future__ import annotations

from datetime import date

import holidays as public_holidays
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal

from ..models import Holiday
from ..models.tenant import forget_calendars
from ..scope import current_tenant

_KINDS = {"public": Holiday.Kind.NATIONAL, "government": Holiday.Kind.CUTI_BERSAMA}


class HolidayRefused(Refusal):
    """A free day that cannot be kept."""

    default_code = "holiday"


def load_year(year: int) -> int:
    """Add the national free days and cuti bersama of ``year`` that are missing; returns how many came.

    From the packaged list (SKB 3 Menteri; days of years not yet decreed are marked as estimates). Days the
    office removed for this year come back; its own days stay.
    """
    tenant = current_tenant()
    there = set(Holiday.objects.filter(day__year=year).values_list("day", "kind"))
    fresh = [
        Holiday(tenant=tenant, day=day, name=name[:160], kind=kind, is_estimate="(perkiraan)" in name)
        for category, kind in _KINDS.items()
        for day, name in public_holidays.country_holidays(
            "ID", years=year, categories=(category,), language="id"
        ).items()
        if (day, str(kind)) not in there
    ]
    Holiday.objects.bulk_create(fresh)
    forget_calendars()
    return len(fresh)


def add_local_holiday(day: date, name: str) -> Holiday:
    """A free day of this dinas alone. Raises ``HolidayRefused`` when the day is free already."""
    present = Holiday.objects.filter(day=day).first()
    if present is not None:
        raise HolidayRefused(_("Hari itu sudah libur: %(name)s.") % {"name": present.name})
    holiday: Holiday = Holiday.objects.create(day=day, name=name, kind=Holiday.Kind.LOCAL)
    forget_calendars()
    return holiday


def remove_holiday(holiday: Holiday) -> None:
    """The office works on that day after all, whoever proposed it."""
    holiday.delete()
    forget_calendars()
