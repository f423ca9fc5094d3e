"""The time a case has left, in the office's words: "3 jam kerja lagi", "lewat 1 hari kerja"."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loket.foundation.kernel.working_time import NeverOpen, WorkingCalendar

from . import rules
from .models import Application


def time_left_of(application: Application, calendar: WorkingCalendar, *, now: datetime) -> str:
    """Of the clock that runs; that it stands still, for a held case; empty when no clock is left."""
    if application.held_at is not None:
        return _("ditahan, jam berhenti")
    if application.due_at is None:
        return ""
    try:
        return in_words(rules.time_left(calendar, application.due_at, now))
    except NeverOpen:
        return ""


def times_left_of(
    applications: Sequence[Application], calendar: WorkingCalendar, *, now: datetime
) -> list[str]:
    """As ``time_left_of`` for each of a list: the same span is put into words once."""
    words: dict[rules.TimeLeft, str] = {}
    countdown, told = rules.Countdown(calendar, now), []
    for one in applications:
        left = None
        if one.held_at is None and one.due_at is not None:
            with suppress(NeverOpen):
                left = countdown.left(one.due_at)
        if left is not None and left not in words:
            words[left] = in_words(left)
        told.append(words[left] if left is not None else time_left_of(one, calendar, now=now))
    return told


def in_words(left: rules.TimeLeft) -> str:
    """Days, else hours, else minutes of work; never more exact than it matters."""
    if not (left.days or left.hours or left.minutes):
        return _("baru saja lewat") if left.is_late else _("habis saat kantor buka")
    span = _span(left)
    return _("lewat %(span)s") % {"span": span} if left.is_late else _("%(span)s lagi") % {"span": span}


def _span(left: rules.TimeLeft) -> str:
    if left.days:
        return ngettext("%(n)d hari kerja", "%(n)d hari kerja", left.days) % {"n": left.days}
    if left.hours:
        return ngettext("%(n)d jam kerja", "%(n)d jam kerja", left.hours) % {"n": left.hours}
    return ngettext("%(n)d menit kerja", "%(n)d menit kerja", left.minutes) % {"n": left.minutes}
