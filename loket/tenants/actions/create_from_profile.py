"""Open a dinas from a packaged office profile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

import holidays as public_holidays
from django.db import transaction

from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.working_time import STANDARD_HOURS
from loket.regions.models import Region

from ..keys import new_wrapped_key
from ..models import Holiday, Hostname, Office, PrintZone, Tenant, WorkingHours, ZoneKecamatan
from ..rules import OfficeProfile, profile
from ..scope import in_tenant

#: Public holidays are proposed from last year to two years ahead; an office edits them afterwards.
_YEARS_BACK, _YEARS_AHEAD = 1, 2
#: Columns of the tenant that every profile gives, and those it may leave as they are.
_PLAIN = ("slug", "name", "short_name", "reference_prefix", "time_zone", "notify_channels")
_OPTIONAL = (
    *("optional_message_kinds", "delivery_options", "email_required", "clock_rule", "same_day_target"),
    *("handover_rule", "handover_note", "handover_note_en", "visit_notice", "visit_notice_en"),
    *("address", "phone", "whatsapp", "email", "website", "instagram", "facebook", "video_url"),
)


def create_from_profile(
    profile_name: str, host: str, *, stage: date | None = None, own: Mapping[str, Any] | None = None
) -> Tenant:
    """Create the dinas ``profile_name`` at ``host`` with its offices, zones, hours and holidays.

    ``stage``: as on that day of the profile's stages; without one, as after the last. ``own``: values of
    this dinas in place of the profile's (slug, name, short_name, reference_prefix, region, address …); with
    another region the profile's print zones are left out. Raises ``Refusal`` when the profile or the stage
    is unknown, the host or the dinas exists already, or the regions have not been imported.
    """
    chosen = profile(profile_name)
    day = date.max if stage is None else chosen.stage(stage)
    values = {**chosen.values, **(own or {})}
    with transaction.atomic():
        tenant = _register(chosen, values, host.lower(), routes=chosen.routes_by_zone(day))
        with in_tenant(tenant):
            _open_offices(values, is_elsewhere=values["region"] != chosen.values["region"])
            _set_hours()
            _propose_holidays(tenant)
    return tenant


def _register(chosen: OfficeProfile, values: Mapping[str, Any], host: str, *, routes: bool) -> Tenant:
    if Hostname.objects.filter(host=host).exists() or Tenant.objects.filter(slug=values["slug"]).exists():
        raise Refusal(f"Dinas {values['slug']} atau alamat {host} sudah ada.", code="tenant_exists")
    prefix = values["reference_prefix"]
    if Tenant.objects.filter(reference_prefix=prefix).exists():
        raise Refusal(f"Awalan nomor {prefix} sudah dipakai dinas lain.", code="prefix_taken")
    if not Region.objects.filter(code=values["region"]).exists():
        raise Refusal("Daftar wilayah belum dimuat. Jalankan: loket migrate", code="regions_missing")
    tenant = Tenant.objects.create(
        **{key: values[key] for key in _PLAIN},
        **{key: values[key] for key in _OPTIONAL if key in values},
        regency_id=values["region"],
        profile=chosen.name,
        registration_profile=values["registration"],
        routes_by_zone=routes,
        wrapped_key=new_wrapped_key(values["slug"]),
    )
    Hostname.objects.create(host=host, tenant=tenant)
    return tenant


def _open_offices(values: Mapping[str, Any], *, is_elsewhere: bool) -> None:
    offices: dict[str, Office] = {}
    for row in values["offices"]:
        uses = {f"is_{use}": True for use in row["uses"]}
        if is_elsewhere and "is_main" not in uses:
            continue
        details = {key: row[key] for key in ("slug", "name", "address", "hours") if key in row}
        if "is_main" in uses:
            details |= {"name": values["name"], "address": values.get("address", "")}
        offices[row["slug"]] = Office.objects.create(**details, **uses)
    for row in () if is_elsewhere else values["zones"]:
        zone = PrintZone.objects.create(slug=row["slug"], name=row["name"], office=offices[row["office"]])
        for code in row["kecamatan"]:
            ZoneKecamatan.objects.create(zone=zone, kecamatan_code=code)


def _set_hours() -> None:
    """Monday to Friday, 37.5 hours (Perpres 21/2023); the office edits them afterwards."""
    for weekday, spans in STANDARD_HOURS.items():
        (opens, rest_begins), (rest_ends, closes) = _two(spans)
        WorkingHours.objects.create(
            weekday=weekday, opens=opens, closes=closes, break_starts=rest_begins, break_ends=rest_ends
        )


def _two(spans: Any) -> tuple[tuple[time, time], tuple[time, time]]:
    morning, afternoon = spans
    return morning, afternoon


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
