"""Giving out places: under the lock of the counter's row, one number each (ADR 19)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from loket.applications.messages import moment_text
from loket.applications.models import Application
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant

from . import rules
from .models import Schedule
from .queries import next_free, places_taken, slots_on


class SlotRefused(Refusal):
    """The slot cannot be had; ``nearest`` are slots that can, the sentence names the first."""

    default_code = "slot"

    def __init__(self, message: str, *, nearest: Iterable[datetime] = ()) -> None:
        super().__init__(message, field="jam")
        self.nearest = tuple(nearest)


class SlotFull(SlotRefused):
    """Every place of the slot is taken."""

    default_code = "slot_full"


class SlotClosed(SlotRefused):
    """The counter does not offer this hour, or it is too near or too far to be booked."""

    default_code = "slot_closed"


def locked(*schedules: Schedule) -> dict[int, Schedule]:
    """The rows of these counters, locked until the transaction ends, always in the same order: no deadlock.

    One booking at a time for one counter; readers never wait. Closing hours takes the same lock.
    """
    keys = sorted({schedule.pk for schedule in schedules})
    rows = Schedule.objects.select_for_update(of=("self",), no_key=True).select_related("office")
    return {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}


def take_place(schedule: Schedule, at: datetime, *, ahead: bool) -> int:
    """The number of a free place in the slot that begins ``at``; the counter's row is locked.

    ``ahead``: the counter's lead time is kept (a person books); officers may book what has not begun.
    Raises ``SlotClosed`` or ``SlotFull``.
    """
    _require_offered(schedule, at, ahead=ahead)
    place = rules.free_place(places_taken(schedule, at), schedule.capacity)
    if place is None:
        nearest = next_free(schedule)
        raise SlotFull(_full(at, nearest), nearest=nearest)
    return place


def case_to_change(reference: str) -> Application | None:
    """The case with this number, locked, or None (a complaint, or nothing)."""
    if not reference:
        return None
    rows = Application.objects.select_for_update(of=("self",)).select_related(
        "applicant__account", "service", "service_version"
    )
    found: Application | None = rows.filter(reference=reference).first()
    return found


def _require_offered(schedule: Schedule, at: datetime, *, ahead: bool) -> None:
    now, zone = clock.now(), current_tenant().zone
    day, plan = at.astimezone(zone).date(), schedule.plan
    is_near = at <= now or (ahead and not rules.bookable([at], plan, now))
    is_far = day > rules.last_day(plan, clock.today(zone))
    if not schedule.is_open or is_near or is_far or at not in slots_on(schedule, day):
        nearest = next_free(schedule)
        raise SlotClosed(_closed(nearest), nearest=nearest)


def _full(at: datetime, nearest: list[datetime]) -> str:
    if not nearest:
        return _("Jadwal %(when)s sudah penuh, begitu juga hari-hari sesudahnya. Coba lagi besok pagi.") % {
            "when": moment_text(at)
        }
    return _("Jadwal %(when)s sudah penuh. Jadwal kosong terdekat: %(next)s.") % {
        "when": moment_text(at),
        "next": moment_text(nearest[0]),
    }


def _closed(nearest: list[datetime]) -> str:
    if not nearest:
        return _("Jam itu tidak bisa dipesan, dan belum ada jadwal kosong. Coba lagi besok pagi.")
    return _("Jam itu tidak bisa dipesan. Jadwal kosong terdekat: %(next)s.") % {
        "next": moment_text(nearest[0])
    }
