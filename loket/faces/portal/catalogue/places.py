"""Where the dinas is and when it is open, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from urllib.parse import quote_plus

from django.utils.translation import gettext_lazy as _

from loket.regions.queries import kecamatan_of
from loket.tenants.models import Office, PrintZone, Tenant
from loket.tenants.queries import pickup_offices
from loket.tenants.scope import current_tenant

_DAYS = (_("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), _("Minggu"))
Spans = Sequence[tuple[time, time]]


@dataclass(frozen=True)
class Place:
    """One office with the kecamatan whose cards it prints."""

    office: Office
    kecamatan: tuple[str, ...]
    map_url: str


@dataclass(frozen=True)
class Week:
    """Days with the same hours: "Senin–Kamis", "07.30–16.00", "12.00–13.00" (break, may be empty)."""

    days: str
    hours: str
    rest: str


def opening(tenant: Tenant) -> str:
    """One line for the foot of the home page: "Senin–Jumat, 08.00–15.00 WITA"."""
    main = Office.objects.filter(is_main=True).only("hours").first()
    days = sorted(tenant.calendar().hours)
    if main is None or not main.hours or not days:
        return ""
    return f"{_range(days)}, {main.printed_hours} {tenant.zone_label}"


def opening_hours() -> list[Week]:
    """The working week, neighbouring days with the same hours together."""
    weeks: list[tuple[list[int], Spans]] = []
    for day, spans in sorted(current_tenant().calendar().hours.items()):
        if weeks and weeks[-1][1] == spans and weeks[-1][0][-1] == day - 1:
            weeks[-1][0].append(day)
        else:
            weeks.append(([day], spans))
    return [Week(_range(days), _hours(spans[0][0], spans[-1][1]), _rest(spans)) for days, spans in weeks]


def all_places() -> list[Place]:
    """Every office, the dinas first, with what it prints; four queries."""
    names = dict(kecamatan_of(current_tenant().regency_id).values_list("code", "name"))
    printed: dict[int, list[str]] = {}
    for zone in PrintZone.objects.prefetch_related("kecamatan"):
        codes = sorted(row.kecamatan_code for row in zone.kecamatan.all())
        printed.setdefault(zone.office_id, []).extend(names.get(code, code) for code in codes)
    rows = Office.objects.order_by("-is_main", "name")
    return [Place(office, tuple(printed.get(office.pk, ())), _map(office)) for office in rows]


def pickup_names() -> list[str]:
    """Names of the places where finished documents are collected."""
    return list(pickup_offices().values_list("name", flat=True))


def _map(office: Office) -> str:
    if not office.address:
        return ""
    return f"https://www.openstreetmap.org/search?query={quote_plus(f'{office.name}, {office.address}')}"


def _range(days: Sequence[int]) -> str:
    if len(days) == 1:
        return str(_DAYS[days[0]])
    return f"{_DAYS[days[0]]}–{_DAYS[days[-1]]}"


def _hours(begin: time, end: time) -> str:
    return f"{begin:%H.%M}–{end:%H.%M}"


def _rest(spans: Spans) -> str:
    return _hours(spans[0][1], spans[1][0]) if len(spans) > 1 else ""
