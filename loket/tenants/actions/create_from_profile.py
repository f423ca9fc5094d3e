"""Open a dinas from a packaged office profile."""

from __future__ import annotations

from datetime import time

import holidays as public_holidays
from django.db import transaction

from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.regions.models import Region

from ..keys import new_wrapped_key
from ..models import Holiday, Hostname, Office, PrintZone, Tenant, WorkingHours, ZoneKecamatan
from ..rules import OfficeProfile, profile
from ..scope import in_tenant

#: Public holidays are proposed from last year to two years ahead; an office edits them afterwards.
_YEARS_BACK, _YEARS_AHEAD = 1, 2


def create_from_profile(profile_name: str, host: str) -> Tenant:
    """Create the dinas ``profile_name`` at ``host`` with its offices, zones, hours and holidays.

    Raises ``Refusal`` when the profile is unknown, the host or the dinas exists already, or the regions have
    not been imported.
    """
    chosen = profile(profile_name)
    with transaction.atomic():
        tenant = _register(chosen, host.lower())
        with in_tenant(tenant):
            _open_offices(chosen)
            _set_hours(chosen)
            _propose_holidays(tenant)
    return tenant


def _register(chosen: OfficeProfile, host: str) -> Tenant:
    values = chosen.values
    if Hostname.objects.filter(host=host).exists() or Tenant.objects.filter(slug=values["slug"]).exists():
        raise Refusal(f"Dinas {values['slug']} atau alamat {host} sudah ada.", code="tenant_exists")
    if not Region.objects.filter(code=values["region"]).exists():
        raise Refusal("Daftar wilayah belum dimuat. Jalankan: loket migrate", code="regions_missing")
    plain = ("slug", "name", "short_name", "reference_prefix", "time_zone", "notify_channels")
    optional = (
        *(
            "optional_message_kinds",
            "delivery_options",
            "handover_note",
            "visit_notice",
            "address",
            "phone",
            "whatsapp",
        ),
        *("email", "website", "instagram", "facebook", "video_url"),
    )
    tenant = Tenant.objects.create(
        **{key: values[key] for key in plain},
        **{key: values[key] for key in optional if key in values},
        regency_id=values["region"],
        profile=chosen.name,
        registration_profile=values["registration"],
        wrapped_key=new_wrapped_key(values["slug"]),
    )
    Hostname.objects.create(host=host, tenant=tenant)
    return tenant


def _open_offices(chosen: OfficeProfile) -> None:
    offices: dict[str, Office] = {}
    for row in chosen.values["offices"]:
        uses = {f"is_{use}": True for use in row["uses"]}
        details = {key: row[key] for key in ("slug", "name", "address", "hours") if key in row}
        offices[row["slug"]] = Office.objects.create(**details, **uses)
    for row in chosen.values["zones"]:
        zone = PrintZone.objects.create(slug=row["slug"], name=row["name"], office=offices[row["office"]])
        for code in row["kecamatan"]:
            ZoneKecamatan.objects.create(zone=zone, kecamatan_code=code)


def _set_hours(chosen: OfficeProfile) -> None:
    for row in chosen.values["hours"]:
        break_starts, break_ends = (time.fromisoformat(text) for text in row["break"])
        for weekday in row["weekdays"]:
            WorkingHours.objects.create(
                weekday=weekday,
                opens=time.fromisoformat(row["opens"]),
                closes=time.fromisoformat(row["closes"]),
                break_starts=break_starts,
                break_ends=break_ends,
            )


def _propose_holidays(tenant: Tenant) -> None:
    this_year = clock.today(tenant.zone).year
    years = range(this_year - _YEARS_BACK, this_year + _YEARS_AHEAD + 1)
    kinds = {"public": Holiday.Kind.NATIONAL, "government": Holiday.Kind.CUTI_BERSAMA}
    Holiday.objects.bulk_create(
        Holiday(tenant=tenant, day=day, name=name[:160], kind=kind, is_estimate="(perkiraan)" in name)
        for category, kind in kinds.items()
        for day, name in public_holidays.country_holidays(
            "ID", years=years, categories=(category,), language="id"
        ).items()
    )
