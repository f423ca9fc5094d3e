"""A dinas as its packaged profile opens it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from loket.foundation.kernel.errors import Refusal
from loket.regions.models import Region
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant, ZoneKecamatan
from loket.tenants.queries import print_zone_for
from loket.tenants.rules import profile, profiles


def test_every_region_of_the_country_is_there(db: None) -> None:
    counts = {level: Region.objects.filter(level=level).count() for level in (1, 2, 3, 4)}
    assert counts == {1: 38, 2: 514, 3: 7_285, 4: 83_762}
    assert Region.objects.get(code="51.08.06").parent_id == "51.08"


@pytest.mark.parametrize(
    ("zone", "office", "kecamatan"),
    [
        (
            "Wilayah Barat",
            "Kantor Kecamatan Seririt",
            ["51.08.01", "51.08.02", "51.08.03", "51.08.04"],
        ),  # S3-46
        (
            "Wilayah Tengah",
            "Dinas Kependudukan dan Pencatatan Sipil Kabupaten Buleleng",
            ["51.08.05", "51.08.06"],
        ),
        ("Wilayah Timur", "Kantor Kecamatan Kubutambahan", ["51.08.09", "51.08.08", "51.08.07"]),  # S3-48
    ],
)
def test_each_kecamatan_prints_where_the_report_says(
    in_buleleng: Tenant, zone: str, office: str, kecamatan: list[str]
) -> None:
    """S3-46, S3-47, S3-48."""
    for code in kecamatan:
        found = print_zone_for(code)
        assert found is not None
        assert (found.name, found.office.name) == (zone, office)


def test_all_nine_kecamatan_are_mapped_once(in_buleleng: Tenant) -> None:
    """S3-48: each once, and all that the regency has."""
    mapped = set(ZoneKecamatan.objects.values_list("kecamatan_code", flat=True))
    assert mapped == set(Region.objects.filter(parent_id="51.08").values_list("code", flat=True))


def test_a_friday_evening_waits_for_monday_morning(in_buleleng: Tenant) -> None:
    """S2-5, in Buleleng's own zone (WITA): Friday 20 November 2026, 20.00."""
    sent = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    assert in_buleleng.calendar().next_start(sent).astimezone(in_buleleng.zone).isoformat() == (
        "2026-11-23T07:30:00+08:00"
    )


def test_cuti_bersama_and_holidays_are_skipped(in_buleleng: Tenant) -> None:
    """S2-5: New Year's Day is free; the next working morning follows it."""
    sent = datetime(2026, 12, 31, 12, 0, tzinfo=UTC)
    start = in_buleleng.calendar().next_start(sent).astimezone(in_buleleng.zone)
    assert start.date() == date(2027, 1, 4)


def test_the_july_2020_stage_is_the_reports_four_groups() -> None:
    """S3-15."""
    chosen = profile("buleleng")
    codes = chosen.services_on(date(2020, 7, 1))
    groups = chosen.groups()
    assert {groups[code] for code in codes} == {
        "KTP-el hilang/rusak",
        "KTP-el perubahan data",
        "KIA",
        "Konsolidasi manual",
    }


def test_an_unknown_profile_is_refused_with_the_choices(db: None) -> None:
    with pytest.raises(Refusal, match="buleleng"):
        create_from_profile("tidak-ada", "x.localhost")


def test_a_dinas_cannot_be_opened_twice(buleleng: Tenant) -> None:
    with pytest.raises(Refusal):
        create_from_profile("buleleng", "lain.localhost")


@pytest.mark.parametrize("name", list(profiles()))
def test_every_profile_opens(db: None, name: str) -> None:
    host = f"{name.replace('_', '-')}.localhost"
    assert create_from_profile(name, host).regency.code == profile(name).values["region"]
