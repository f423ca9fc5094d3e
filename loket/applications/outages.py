"""What screens and the worker ask about outages: which are open, which cases they hold or are about to hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import states
from .models import Application, Hold, Outage, Step, System

#: What residents call the systems.
TO_RESIDENTS: Mapping[str, Promise] = {
    System.SIAK: _("sistem kependudukan pusat"),
    System.TTE: _("sistem tanda tangan elektronik"),
}
#: Whose work can stand still, in the office's words.
SLOTS: Mapping[str, Promise] = {
    states.Slot.VERIFY: _("Pemeriksaan berkas"),
    states.Slot.PROCESS: _("Proses dan cetak"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """An outage with how many cases wait for it now."""

    outage: Outage
    waiting: int


def held_states(slots: Iterable[str]) -> tuple[str, ...]:
    """The states in which a case is worked on by one of these slots, none in which the resident is to act."""
    wanted = set(slots)
    return tuple(
        state for state, slot in states.WORKED_BY.items() if slot in wanted and state not in states.PAUSED
    )


def open_outages() -> QuerySet[Outage]:
    """What is down now, the longest first."""
    found: QuerySet[Outage] = Outage.objects.filter(ended_at__isnull=True).order_by("started_at")
    return found


def outages_told() -> list[Standing]:
    """Open outages and the latest twenty that are over, each with how many cases still wait."""
    waiting = Count("holds", filter=Q(holds__released_at__isnull=True))
    rows = Outage.objects.annotate(waiting=waiting).order_by("-started_at")
    found = [Standing(row, row.waiting) for row in rows[:20]]
    return sorted(found, key=lambda one: one.outage.is_over)


def to_hold(outage: Outage, *, most: int) -> list[Application]:
    """Cases of the slots that stand still which are not held yet, the oldest first."""
    held = Hold.objects.filter(outage=outage, application=OuterRef("pk"), released_at__isnull=True)
    rows = Application.objects.filter(~Exists(held), state__in=held_states(outage.slots))
    return list(rows.select_related(*_RELATED).order_by("submitted_at", "id")[:most])


def to_release(*, most: int) -> list[Hold]:
    """Holds of outages that are over, in the order in which these ended."""
    rows = Hold.objects.filter(outage__ended_at__isnull=False, released_at__isnull=True)
    related = (f"application__{name}" for name in _RELATED)
    return list(
        rows.select_related("outage", "application", *related).order_by("outage__ended_at", "id")[:most]
    )


def clocks_since(cases: Iterable[Application]) -> dict[int, datetime]:
    """Since when each case is with the slot that works on it, and its clock ran without a hold in between."""
    ids: dict[str, list[int]] = {}
    for case in cases:
        ids.setdefault(states.WORKED_BY[case.state], []).append(case.pk)
    since: dict[int, datetime] = {}
    for slot, of_slot in ids.items():
        inside = held_states([slot])
        entered = Step.objects.filter(application__in=of_slot).exclude(from_state__in=inside)
        since |= dict(entered.values_list("application").annotate(Max("at")).order_by())
        released = Hold.objects.filter(application__in=of_slot, released_at__isnull=False)
        for pk, at in released.values_list("application").annotate(Max("released_at")).order_by():
            since[pk] = max(since.get(pk, at), at)
    return since


_RELATED = ("service", "service_version", "applicant", "applicant__account")
