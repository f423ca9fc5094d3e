"""What the house asks about dinas, offices and working days."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from loket.regions.models import Region
from loket.regions.queries import kecamatan_of

from .models import (
    Announcement,
    Holiday,
    Hostname,
    Office,
    OpeningStep,
    Page,
    PrintZone,
    Tenant,
    WorkingHours,
    ZoneKecamatan,
)
from .one_row import one_row, some_rows
from .scope import current_tenant

_HOST_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a host name leads."""

    tenant: Tenant
    #: the primary host to go to instead; empty when this one answers
    moved_to: str = ""


_hosts: dict[str, tuple[float, Lead]] = {}
_sites: dict[int, tuple[float, str]] = {}
_unmapped: dict[int, tuple[float, frozenset[str]]] = {}
_known: dict[int, tuple[float, Tenant]] = {}


def lead_of(host: str) -> Lead | None:
    """Where ``host`` (lower case, no port) leads, closed dinas too, or None; known hosts are kept 30 seconds."""
    kept = _hosts.get(host)
    if kept is not None and time.monotonic() - kept[0] < _HOST_SECONDS:
        return kept[1]
    row = Hostname.objects.select_related("tenant").filter(host=host).first()
    if row is None:
        _hosts.pop(host, None)
        return None
    found = Lead(row.tenant, primary_host(row.tenant) if row.redirects else "")
    _hosts[host] = (time.monotonic(), found)
    return found


def tenant_of_host(host: str) -> Tenant | None:
    """The open dinas that ``host`` (lower case, no port) leads to, or None; kept as by ``lead_of``."""
    found = lead_of(host)
    return found.tenant if found is not None and found.tenant.is_open else None


def known_tenant(key: int) -> Tenant:
    """The dinas with this key, kept as by ``lead_of``. Raises ``Tenant.DoesNotExist``.

    For jobs that come by the thousand and do not depend on how the dinas is set up at this moment.
    """
    kept = _known.get(key)
    if kept is None or time.monotonic() - kept[0] >= _HOST_SECONDS:
        kept = _known[key] = (time.monotonic(), Tenant.objects.get(pk=key))
    return kept[1]


def primary_host(tenant: Tenant) -> str:
    """Where the old host names lead; empty while there is none. Messages and links use ``site_of``."""
    hosts = Hostname.objects.filter(tenant=tenant, is_primary=True)
    return hosts.values_list("host", flat=True).first() or ""


def site_of(tenant: Tenant) -> str:
    """The host name in messages and links: the primary one, else any, else nothing; kept as by ``lead_of``."""
    kept = _sites.get(tenant.pk)
    if kept is None or time.monotonic() - kept[0] >= _HOST_SECONDS:
        hosts = Hostname.objects.filter(tenant=tenant).order_by("-is_primary")
        kept = _sites[tenant.pk] = (time.monotonic(), hosts.values_list("host", flat=True).first() or "")
    return kept[1]


def hosts_of(tenant: Tenant) -> QuerySet[Hostname]:
    """Every host name of a dinas, the primary first."""
    return Hostname.objects.filter(tenant=tenant).order_by("-is_primary", "redirects", "host")


def forget_hosts() -> None:
    """Drop what ``tenant_of_host`` keeps; for tests and after a dinas was changed."""
    _hosts.clear()
    _sites.clear()
    _unmapped.clear()
    _known.clear()


def all_tenants() -> QuerySet[Tenant]:
    """Every open dinas by name: for background work that visits each of them, and for the demo's front page."""
    return Tenant.objects.filter(is_open=True).order_by("short_name")


def main_office() -> Office:
    """The dinas itself."""
    office: Office = Office.objects.get(is_main=True)
    return office


def pickup_offices() -> QuerySet[Office]:
    """Places where finished documents can be collected, the dinas first."""
    return Office.objects.filter(is_pickup=True).order_by("-is_main", "name")


def print_zone_for(kecamatan_code: str) -> PrintZone | None:
    """The print zone of a kecamatan ("51.08.02"), or None when nobody mapped it (it goes to the dinas)."""
    zones = PrintZone.objects.filter(kecamatan__kecamatan_code=kecamatan_code).select_related("office")
    return next(iter(zones.order_by()[:1]), None)


def print_office_for(kecamatan_code: str) -> Office | None:
    """The office of that zone, by hand-written statements: every application sent in asks for it."""
    zones = some_rows(ZoneKecamatan, kecamatan_code=kecamatan_code)
    zone = one_row(PrintZone, id=zones[0].zone_id) if zones else None
    return one_row(Office, id=zone.office_id) if zone is not None else None


def offices() -> QuerySet[Office]:
    """Every place of service, the dinas first."""
    rows: QuerySet[Office] = Office.objects.order_by("-is_main", "name", "pk")
    return rows


def zones() -> QuerySet[PrintZone]:
    """Every print zone with its office and its kecamatan, by name."""
    rows: QuerySet[PrintZone] = PrintZone.objects.select_related("office").prefetch_related(
        Prefetch("kecamatan", queryset=ZoneKecamatan.objects.order_by("kecamatan_code"))
    )
    return rows.order_by("name", "pk")


def unmapped_kecamatan(tenant: Tenant) -> list[Region]:
    """Kecamatan of the regency that no print zone holds, by name; none where everything is printed centrally.

    Their cards are printed at the dinas until somebody maps them (seed S3-48).
    """
    mapped = set(ZoneKecamatan.objects.values_list("kecamatan_code", flat=True))
    if not tenant.routes_by_zone or not (mapped or PrintZone.objects.exists()):
        return []
    return [region for region in kecamatan_of(tenant.regency_id) if region.code not in mapped]


def is_unmapped(kecamatan_code: str) -> bool:
    """Whether nobody mapped a kecamatan of this dinas, which prints by zone; kept for 30 seconds."""
    tenant = current_tenant()
    kept = _unmapped.get(tenant.pk)
    if kept is None or time.monotonic() - kept[0] > _HOST_SECONDS:
        kept = (time.monotonic(), frozenset(region.code for region in unmapped_kecamatan(tenant)))
        _unmapped[tenant.pk] = kept
    return kecamatan_code in kept[1]


def working_hours() -> QuerySet[WorkingHours]:
    """The working weekdays, Monday first."""
    rows: QuerySet[WorkingHours] = WorkingHours.objects.order_by("weekday")
    return rows


def holidays_of(year: int) -> QuerySet[Holiday]:
    """The free days of one year in order."""
    rows: QuerySet[Holiday] = Holiday.objects.filter(day__year=year)
    return rows.order_by("day", "kind", "pk")


def holiday_years() -> dict[int, int]:
    """Which years have their national free days, and how many free days in all, by year."""
    days = list(Holiday.objects.values_list("day", "kind"))
    national = {day.year for day, kind in days if kind != Holiday.Kind.LOCAL}
    counted = Counter(day.year for day, _kind in days)
    return {year: counted[year] for year in sorted(national)}


def missing_holiday_year(today: date) -> int | None:
    """The first of this and next year without its national free days, or None."""
    known = {
        day.year
        for day in Holiday.objects.exclude(kind=Holiday.Kind.LOCAL)
        .filter(day__year__in=(today.year, today.year + 1))
        .values_list("day", flat=True)
    }
    return next((year for year in (today.year, today.year + 1) if year not in known), None)


def opening_steps() -> dict[str, OpeningStep]:
    """What was ticked off by hand on the way to going public, by key."""
    return {step.key: step for step in OpeningStep.objects.all()}


def pages_shown(day: date) -> QuerySet[Page]:
    """Pages of the dinas' own that residents see on ``day``, in order, without their texts."""
    return Page.objects.filter(_shown_on(day)).order_by("position", "pk").defer("body", "body_en")


def page_shown(slug: str, day: date) -> Page | None:
    """One page, while residents see it."""
    found: Page | None = Page.objects.filter(_shown_on(day), slug=slug).first()
    return found


def announcements_shown(day: date) -> QuerySet[Announcement]:
    """Announcements that residents see on ``day``, in order."""
    return Announcement.objects.filter(_shown_on(day)).order_by("position", "pk")


def _shown_on(day: date) -> Q:
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
    return Q(is_published=True) & begun & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
