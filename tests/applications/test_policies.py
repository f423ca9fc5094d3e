"""Who sees and who decides: roles, zones, own family, locks, the other dinas."""

from __future__ import annotations

import itertools

import pytest

from loket.applications import states
from loket.applications.actions.approve import approve
from loket.applications.actions.claim import claim
from loket.applications.actions.hand_back import hand_back
from loket.applications.actions.take_into_process import take_into_process
from loket.applications.models import Application
from loket.applications.policies import NotAllowed, may_see, may_work
from loket.applications.queries import visible_to
from loket.applications.queue_filter import QueueFilter
from loket.applications.states import Slot
from loket.foundation.kernel import clock
from loket.tenants import keys
from loket.tenants.models import PrintZone, Tenant
from loket.tenants.scope import in_tenant

from .cases import (
    BUNDLE,
    CHILD_CARD,
    LOST_KTP,
    NO_DOCUMENT,
    as_officer,
    make_membership,
    make_officer,
    make_paper,
    sent,
    standing_in,
)

ROLES = (
    "verifikator_layanan",
    "operator_ktp",
    "operator_kia",
    "adb_konsolidasi",
    "petugas_pengambilan",
    "verifikator_user",
    "auditor",
)
SLOTS = (Slot.VERIFY, Slot.PROCESS, Slot.VISIT, Slot.HAND_OVER)

#: S3-46 to S3-48: each of the nine kecamatan, its zone and where its cards are printed.
ZONES = {
    "51.08.01": "barat",
    "51.08.02": "barat",
    "51.08.03": "barat",
    "51.08.04": "barat",
    "51.08.05": "tengah",
    "51.08.06": "tengah",
    "51.08.07": "timur",
    "51.08.08": "timur",
    "51.08.09": "timur",
}


@pytest.mark.parametrize(("role", "slot"), list(itertools.product(ROLES, SLOTS)))
def test_the_role_behind_a_slot_and_no_other_works_in_it(in_buleleng: Tenant, role: str, slot: Slot) -> None:
    named = {
        Slot.VERIFY: "verifikator_layanan",
        Slot.PROCESS: "operator_ktp",
        Slot.HAND_OVER: "petugas_pengambilan",
    }
    case = standing_in(states.SUBMITTED)
    assert (may_work(make_officer(role), case, slot) is None) == (named.get(slot) == role)


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("operator_kia", {"kia-baru"}),
        ("adb_konsolidasi", {"konsolidasi-manual"}),
        ("operator_ktp", {"ktp-hilang", "akta-perkawinan-tridatu"}),
        ("verifikator_layanan", {"kia-baru", "konsolidasi-manual", "ktp-hilang", "akta-perkawinan-tridatu"}),
        ("operator_siak", {"kia-baru", "ktp-hilang", "akta-perkawinan-tridatu"}),
        ("operator_kecamatan", {"kia-baru", "ktp-hilang", "akta-perkawinan-tridatu"}),
        ("verifikator_user", set()),
        ("kepala_dinas", set()),
    ],
)
def test_an_operator_sees_only_the_services_of_his_role(
    in_buleleng: Tenant, role: str, seen: set[str]
) -> None:
    """S3-38: the KIA operator sees KIA only; S3-39: the ADB consolidation only."""
    cases = [sent(definition) for definition in (LOST_KTP, CHILD_CARD, NO_DOCUMENT, BUNDLE)]
    officer = make_officer(role)
    assert set(visible_to(officer).values_list("service__code", flat=True)) == seen
    assert {case.service.code for case in cases if may_see(officer, case)} == seen


@pytest.mark.parametrize(("kecamatan", "zone"), list(ZONES.items()))
def test_a_print_site_sees_its_own_zone_and_no_other(in_buleleng: Tenant, kecamatan: str, zone: str) -> None:
    """S3-46 to S3-49: a Seririt user sees no Timur case."""
    case = sent(kecamatan=kecamatan)
    zones = list(PrintZone.objects.all())
    assert len(zones) == 3
    for row in zones:
        officer = make_officer("operator_kecamatan", zone=row)
        assert may_see(officer, case) == (row.slug == zone)
        assert visible_to(officer).filter(pk=case.pk).exists() == (row.slug == zone)


def test_the_zone_binds_cards_only(in_buleleng: Tenant) -> None:
    """A service that is not routed by kecamatan is done by its role wherever the resident lives."""
    barat = PrintZone.objects.get(slug="barat")
    case = sent(CHILD_CARD, kecamatan="51.08.09")
    assert may_see(make_officer("operator_kia", zone=barat), case)


def test_an_unmapped_kecamatan_is_seen_by_the_dinas_alone(in_buleleng: Tenant) -> None:
    case = sent(kecamatan="51.71.01")
    for zone in PrintZone.objects.all():
        assert not may_see(make_officer("operator_ktp", zone=zone), case)
    assert may_see(make_officer("operator_ktp"), case)


def test_nobody_sees_a_draft(in_buleleng: Tenant) -> None:
    case = standing_in(states.DRAFT)
    officer = make_officer("verifikator_layanan")
    assert not may_see(officer, case)
    assert not visible_to(officer).filter(pk=case.pk).exists()


@pytest.mark.parametrize("which", ["nik_hash", "kk_hash"])
def test_nobody_decides_his_own_or_his_familys_case(in_buleleng: Tenant, which: str) -> None:
    case = sent()
    membership = make_membership("verifikator_layanan")
    number = case.applicant.nik if which == "nik_hash" else case.applicant.nomor_kk
    setattr(membership, which, keys.lookup_hash(number))
    officer = as_officer(membership)
    with pytest.raises(NotAllowed) as refused:
        claim(case, by=officer)
    assert refused.value.status == 403
    assert "keluarga" in str(refused.value)
    claim(case, by=make_officer("verifikator_layanan"))


def test_only_the_officer_who_has_it_open_decides(in_buleleng: Tenant) -> None:
    """Experience rule 17."""
    case = sent()
    make_paper(case)
    claim(case, by=make_officer("verifikator_layanan"))
    other = make_officer("verifikator_layanan")
    for verb in (approve, hand_back):
        with pytest.raises(NotAllowed):
            verb(Application.objects.get(pk=case.pk), by=other)


def test_who_approved_needs_the_other_role_to_process(in_buleleng: Tenant) -> None:
    """S3-1: two checks by two roles."""
    case = sent()
    verifier = make_officer("verifikator_layanan")
    claim(case, by=verifier)
    approve(case, by=verifier)
    with pytest.raises(NotAllowed):
        take_into_process(case, by=verifier)


def test_the_other_dinas_sees_nothing(buleleng: Tenant, surakarta: Tenant) -> None:
    """Security rules 1 to 6: Joko of Surakarta finds no row of Buleleng."""
    with in_tenant(buleleng):
        case = sent()
    with in_tenant(surakarta):
        joko = make_officer("verifikator_layanan", "operator_siak", "petugas_pengambilan", name="Joko")
        assert not visible_to(joko).exists()
        assert not Application.all_tenants.filter(pk=case.pk).exists()


def test_the_queue_is_oldest_first_and_only_what_waits_for_the_slot(in_buleleng: Tenant) -> None:
    first, second, third = sent(), sent(), sent()
    verifier = make_officer("verifikator_layanan")
    claim(second, by=verifier)
    rows = QueueFilter(states=(states.SUBMITTED,), slot=Slot.VERIFY).rows(verifier, at=clock.now())
    assert [case.pk for case in rows] == [first.pk, third.pk]
    assert (
        not QueueFilter(states=(states.SUBMITTED,), slot=Slot.VERIFY)
        .rows(make_officer("operator_ktp"), at=clock.now())
        .exists()
    )
