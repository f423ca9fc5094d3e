"""What a switched setting does to residents and officers, at that dinas alone (X-1 … X-11)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from loket.applications.actions.submit import IntakeClosed, submit
from loket.applications.models import Application
from loket.foundation.kernel import clock
from loket.issuing.queries import originals_to_bring
from loket.notifications.models import Message
from loket.residents.models import Resident
from loket.tenants.actions.change_settings import SettingRefused, change_settings
from loket.tenants.models import Office, Tenant
from loket.tenants.queries import main_office
from loket.tenants.scope import in_tenant
from tests.applications.apply import actor, begin, make_verified, ready_draft

#: Wednesday 25 November 2026, 10.00 in Singaraja (WITA), an ordinary working day.
MORNING = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def both(buleleng: Tenant, surakarta: Tenant) -> tuple[Tenant, Tenant]:
    """Two dinas; the first is the one that is switched."""
    return buleleng, surakarta


def switch(tenant: Tenant, **values: Any) -> None:
    with in_tenant(tenant):
        change_settings(values)
    tenant.refresh_from_db()


def sent(tenant: Tenant, at: datetime, kecamatan: str = "") -> Application:
    """A lost card applied for at that moment."""
    with clock.frozen(at), in_tenant(tenant):
        resident = make_verified()
        if kecamatan:
            Resident.objects.filter(pk=resident.pk).update(village_code=f"{kecamatan}.2001")
            resident.refresh_from_db()
        return submit(ready_draft(resident), submit_key=uuid.uuid4(), by=actor(resident))


@pytest.mark.parametrize(
    ("local", "starts"),
    [
        ("2026-11-25 10:00", {"at_once": "2026-11-25 10:00", "next_morning": "2026-11-26 07:30"}),
        ("2026-11-25 01:00", {"at_once": "2026-11-25 07:30", "next_morning": "2026-11-25 07:30"}),
        ("2026-11-27 20:00", {"at_once": "2026-11-30 07:30", "next_morning": "2026-11-30 07:30"}),
        ("2026-11-28 09:00", {"at_once": "2026-11-30 07:30", "next_morning": "2026-11-30 07:30"}),
    ],
)
def test_x_7_the_clock_starts_by_the_rule_of_the_dinas(
    both: tuple[Tenant, Tenant], local: str, starts: Mapping[str, str]
) -> None:
    """S2-2, S2-5, S2-8, X-7: inside hours at once or next morning; outside always the next working morning."""
    here, there = both
    switch(here, clock_rule="next_morning")
    for tenant, rule in ((here, "next_morning"), (there, "at_once")):
        at = datetime.fromisoformat(local).replace(tzinfo=tenant.zone)
        begun = sent(tenant, at).processing_starts_at
        assert begun is not None
        assert f"{begun.astimezone(tenant.zone):%Y-%m-%d %H:%M}" == starts[rule], tenant


@pytest.mark.parametrize("local", ["00:05", "01:00", "12:00", "23:55"])
def test_s2_1_s0_4_intake_never_closes_unless_the_office_says_so(buleleng: Tenant, local: str) -> None:
    """S0-4 (a Sunday), S1-11, S2-1, S2-2: accepted with the right local date."""
    at = datetime.combine(datetime(2026, 11, 22).date(), time.fromisoformat(local), buleleng.zone)  # noqa: DTZ001 - only its date
    application = sent(buleleng, at)
    assert application.reference
    assert application.submitted_at is not None
    assert application.submitted_at.astimezone(buleleng.zone).date() == at.date()


def test_s2_4_intake_hours_hold_here_only_and_lose_nothing(both: tuple[Tenant, Tenant]) -> None:
    here, there = both
    switch(here, intake_opens=time(8), intake_closes=time(15))
    night = datetime(2026, 11, 25, 20, 0, tzinfo=here.zone)
    with pytest.raises(IntakeClosed, match=r"08\.00–15\.00 WITA"):
        sent(here, night)
    assert sent(here, night.replace(hour=9)).submitted_at is not None
    assert sent(there, night).submitted_at is not None


@pytest.mark.parametrize(
    ("opens", "closes", "inside", "outside"),
    [(time(8), time(15), time(14, 59), time(15)), (time(20), time(6), time(2), time(12))],
)
def test_s2_4_intake_may_pass_midnight(
    buleleng: Tenant, opens: time, closes: time, inside: time, outside: time
) -> None:
    switch(buleleng, intake_opens=opens, intake_closes=closes)
    day = MORNING.astimezone(buleleng.zone).date()
    assert buleleng.takes_applications(datetime.combine(day, inside, buleleng.zone))
    assert not buleleng.takes_applications(datetime.combine(day, outside, buleleng.zone))


def test_x_11_what_is_brought_to_the_counter(both: tuple[Tenant, Tenant]) -> None:
    """S0-6: exactly the papers uploaded; or identity papers where the dinas has switched."""
    here, there = both
    switch(here, handover_rule="identity")
    with in_tenant(here):
        assert originals_to_bring(sent(here, MORNING)) == {}
    with in_tenant(there):
        assert set(originals_to_bring(sent(there, MORNING))) == {"surat_polisi_hilang", "kk_asli"}


def test_s3_46_zones_may_be_switched_off(buleleng: Tenant) -> None:
    """S3-46 … S3-48: a card from Seririt is printed there; with zones off, at the dinas."""
    with in_tenant(buleleng):
        places = {office.slug: office.pk for office in Office.objects.all()}
        main = main_office().pk
    assert sent(buleleng, MORNING, "51.08.02").office_id == places["kecamatan-seririt"]
    switch(buleleng, routes_by_zone=False)
    with in_tenant(buleleng):
        Application.objects.all().update(subject_hash=None)
    assert sent(buleleng, MORNING + timedelta(minutes=1), "51.08.02").office_id == main


def test_s0_17_s0_32_one_account_two_services_and_nobody_lifts_a_finger(surakarta: Tenant) -> None:
    """S0-17: one registration serves every service; S0-32: number and receipt come by themselves."""
    with clock.frozen(MORNING), in_tenant(surakarta):
        resident = make_verified()
        lost = submit(ready_draft(resident), submit_key=uuid.uuid4(), by=actor(resident))
        other = begin(resident, "kk-perubahan-data")
        told = Message.objects.filter(ref__startswith=lost.reference).values_list("kind", "channel")
        assert list(told) == [("applications.submitted", "sms")]
    assert lost.reference.startswith("SKA-")
    assert (other.applicant_id, other.state) == (lost.applicant_id, "draft")


def test_x_5_registration_changes_here_only(both: tuple[Tenant, Tenant]) -> None:
    here, there = both
    switch(here, registration_profile="surakarta")
    assert not here.verifies_accounts
    switch(there, registration_profile="buleleng")
    assert there.verifies_accounts
    assert not Tenant.objects.get(pk=here.pk).verifies_accounts


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"notify_channels": ["email"]}, "notify_channels"),
        ({"notify_channels": []}, "notify_channels"),
        ({"delivery_options": []}, "delivery_options"),
        ({"password_min": 7}, "password_min"),
        ({"intake_opens": time(8)}, "intake_closes"),
    ],
)
def test_settings_that_cannot_be_are_refused(buleleng: Tenant, values: dict[str, Any], field: str) -> None:
    with in_tenant(buleleng), pytest.raises(SettingRefused) as refused:
        change_settings(values)
    assert refused.value.field == field


def test_identity_and_keys_are_no_settings(buleleng: Tenant) -> None:
    for name in ("slug", "reference_prefix", "wrapped_key", "is_open", "regency_id"):
        with in_tenant(buleleng), pytest.raises(KeyError):
            change_settings({name: "x"})


def test_an_officer_of_nowhere_changes_nothing(both: tuple[Tenant, Tenant]) -> None:
    """The scope decides whose row it is; there is no way to name another dinas."""
    here, there = both
    with in_tenant(there):
        change_settings({"visit_notice": "Hanya di Surakarta."})
    here.refresh_from_db()
    assert here.visit_notice != "Hanya di Surakarta."
