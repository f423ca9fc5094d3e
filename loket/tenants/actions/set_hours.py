"""Say when the dinas works."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal

from ..models import WorkingHours
from ..models.tenant import forget_calendars
from ..scope import current_tenant


class HoursRefused(Refusal):
    """The hours of a day contradict each other."""

    default_code = "hours"


class Day(NamedTuple):
    """The hours of one working day; the break is empty or both its ends are given."""

    opens: time
    closes: time
    break_starts: time | None = None
    break_ends: time | None = None


def set_hours(days: Mapping[int, Day]) -> None:
    """Replace the week: weekday (0 Monday … 6 Sunday) to hours; a weekday left out is free.

    Deadlines count by it from now on. Raises ``HoursRefused``; a week without any working day is refused too.
    """
    if not days:
        raise HoursRefused(_("Pilih paling sedikit satu hari kerja."))
    for day in days.values():
        require_consistent(day)
    WorkingHours.objects.all().delete()
    WorkingHours.objects.bulk_create(
        WorkingHours(tenant=current_tenant(), weekday=weekday, **day._asdict())
        for weekday, day in days.items()
    )
    forget_calendars()


def require_consistent(day: Day) -> None:
    """Raises ``HoursRefused`` naming what is wrong with one day."""
    if day.closes <= day.opens:
        raise HoursRefused(_("Jam tutup harus sesudah jam buka."))
    if (day.break_starts is None) != (day.break_ends is None):
        raise HoursRefused(_("Isi awal dan akhir istirahat, atau kosongkan keduanya."))
    if (
        day.break_starts
        and day.break_ends
        and not (day.opens < day.break_starts < day.break_ends < day.closes)
    ):
        raise HoursRefused(_("Istirahat harus di antara jam buka dan jam tutup."))
