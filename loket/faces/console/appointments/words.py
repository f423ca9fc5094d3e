"""A counter's week in one line."""

from __future__ import annotations

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from loket.appointments.models import Schedule


def week_words(schedule: Schedule) -> str:
    """ "Sen, Sel, Rab, Kam · 08.00-12.00 · 20 menit, 4 orang"."""
    days = ", ".join(str(WEEKDAYS_ABBR[number]) for number in sorted(schedule.weekdays))
    hours = f"{schedule.opens:%H.%M}-{schedule.closes:%H.%M}"
    slot = _("%(minutes)d menit, %(people)d orang") % {
        "minutes": schedule.minutes,
        "people": schedule.capacity,
    }
    return f"{days} · {hours} · {slot}"
