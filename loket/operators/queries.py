"""What the operator's pages ask: the dinas, how far each is set up, requests, the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from loket.catalogue.models import ServiceVersion
from loket.catalogue.queries import latest_versions, open_services
from loket.foundation.kernel import clock
from loket.staff.labels import ROLES
from loket.staff.queries import roles_held
from loket.staff.rules import ADMINISTRATOR
from loket.tenants.branding import ColourRefused, require_readable
from loket.tenants.models import OpeningStep, Tenant
from loket.tenants.queries import (
    missing_holiday_year,
    offices,
    opening_steps,
    unmapped_kecamatan,
    working_hours,
)

from .models import Deed, OpeningRequest, Operator, Platform

#: Rows of the record on one page.
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the checklist before a dinas goes public."""

    #: "offices", "hours", "holidays", "zones", "services", "staff", "texts", "brand", "tryout"
    key: str
    sentence: str
    is_done: bool
    #: what is missing, in words; empty when done
    missing: str = ""
    #: somebody has to say so himself: no row proves it
    by_hand: bool = False


def checklist(tenant: Tenant) -> list[Point]:
    """How far ``tenant`` is set up, in its scope (``in_tenant`` or ``looking_at_setup``); nine queries."""
    steps = opening_steps()
    return [
        _offices(),
        _point("hours", _("Jam kerja diisi"), _("Belum ada hari kerja.") if not working_hours() else ""),
        _holidays(tenant),
        _zones(tenant),
        *_services_and_staff(tenant),
        _by_hand(OpeningStep.Key.TEXTS, steps, _("Teks pemberitahuan dibaca")),
        _brand(tenant, steps),
        _by_hand(OpeningStep.Key.TRYOUT, steps, _("Satu layanan dicoba sebagai warga")),
    ]


def is_complete(points: Iterable[Point]) -> bool:
    """Whether nothing is missing."""
    return all(point.is_done for point in points)


def every_dinas() -> QuerySet[Tenant]:
    """Every dinas of the platform, closed ones too, by name."""
    return Tenant.objects.select_related("regency").prefetch_related("hosts").order_by("short_name", "pk")


def dinas(slug: str) -> Tenant | None:
    """One dinas by its short name."""
    return every_dinas().filter(slug=slug).first()


def waiting_requests() -> QuerySet[OpeningRequest]:
    """Requests nobody has decided, the oldest first."""
    return (
        OpeningRequest.objects.select_related("regency").filter(decided_at=None).order_by("created_at", "pk")
    )


def takes_requests() -> bool:
    """Whether anybody may ask to open a dinas."""
    return Platform.objects.filter(takes_requests=True).exists()


def latest_deeds(slug: str = "") -> QuerySet[Deed]:
    """The operators' record, newest first; of one dinas when ``slug`` is given."""
    rows = Deed.objects.filter(tenant_slug=slug) if slug else Deed.objects.all()
    return rows.order_by("-pk")[:SHOWN]


def operator_named(username: str) -> Operator | None:
    """The operator of a user name; upper and lower case are one."""
    return Operator.objects.filter(username=username.strip().casefold()).first()


def _point(key: str, sentence: str, missing: str = "", *, by_hand: bool = False) -> Point:
    return Point(key, sentence, not missing, missing, by_hand)


def _offices() -> Point:
    main = next((office for office in offices() if office.is_main), None)
    missing = _("Alamat dan jam buka kantor dinas belum diisi.")
    return _point("offices", _("Kantor diisi"), "" if main and main.address and main.hours else missing)


def _holidays(tenant: Tenant) -> Point:
    year = missing_holiday_year(clock.today(tenant.zone))
    missing = _("Hari libur %(year)d belum dimuat.") % {"year": year} if year else ""
    return _point("holidays", _("Hari libur dimuat"), missing)


def _zones(tenant: Tenant) -> Point:
    names = ", ".join(region.name for region in unmapped_kecamatan(tenant))
    missing = _("Belum masuk wilayah cetak: %(names)s.") % {"names": names} if names else ""
    return _point("zones", _("Setiap kecamatan punya tempat cetak"), missing)


def _services_and_staff(tenant: Tenant) -> list[Point]:
    services = list(open_services().values_list("pk", flat=True))
    none = "" if services else _("Belum ada layanan yang dibuka.")
    lacking = sorted(_needed_roles(tenant, services) - roles_held())
    names = ", ".join(str(ROLES.get(role, role)) for role in lacking)
    missing = _("Belum ada petugas untuk: %(names)s.") % {"names": names} if names else ""
    return [
        _point("services", _("Ada layanan yang dibuka"), none),
        _point("staff", _("Setiap peran punya petugas"), missing),
    ]


def _needed_roles(tenant: Tenant, services: list[int]) -> set[str]:
    """The administrator, who checks accounts, and whoever stands behind a slot of an open service."""
    needed = {ADMINISTRATOR} | ({"verifikator_user"} if tenant.verifies_accounts else set())
    newest = list(latest_versions().filter(service_id__in=services).values_list("pk", flat=True))
    rows = ServiceVersion.objects.filter(pk__in=newest).values_list(
        "definition__processed_by", "definition__visit"
    )
    for by, visit in rows:
        needed |= set(_roles_of(by or {}, visit or {}))
    return needed


def _roles_of(by: dict[str, Any], visit: dict[str, Any]) -> list[str]:
    found = [by.get("verify"), by.get("process"), by.get("hand_over"), by.get("visit"), visit.get("role")]
    found += list(by.get("then") or ())
    return [role for role in found if role in ROLES]


def _brand(tenant: Tenant, steps: dict[str, OpeningStep]) -> Point:
    sentence = _("Nama dan warna dilihat, kontras cukup")
    try:
        require_readable(tenant.colour_main, tenant.colour_accent)
    except ColourRefused as refused:
        return _point("brand", sentence, str(refused.message))
    ticked = OpeningStep.Key.BRAND in steps
    return _point("brand", sentence, "" if ticked else _("Belum dilihat."), by_hand=True)


def _by_hand(key: OpeningStep.Key, steps: dict[str, OpeningStep], sentence: str) -> Point:
    return _point(str(key), sentence, "" if key in steps else _("Belum ditandai selesai."), by_hand=True)
