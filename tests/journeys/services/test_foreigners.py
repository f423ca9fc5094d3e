"""Foreigners without a NIK: with an account by passport, or from the account of a sponsor or authorised person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loket.applications.models import Application
from loket.catalogue.loading import packaged
from loket.catalogue.models import ServiceVersion
from loket.catalogue.rules import takes_passports
from tests.applications.cases import make_membership
from tests.faces.portal.applications.people import signed_in
from tests.faces.workbench.desk import at_desk
from tests.residents.foreigners import ANNA_NUMBER, verified_foreigner

from .conftest import Dinas
from .resident import Applicant
from .test_all_services_end_to_end import begin

SKTT = "sktt-baru"
PASSPORT = {"peran_pemohon": "kuasa", "penyelesaian": "ambil_dinas"}


def apply(dinas: Dinas, number: str) -> Applicant:
    applicant = begin(dinas, SKTT, **PASSPORT, paspor_nomor=number)
    applicant.walk(applicant.start)
    return applicant


def test_a_sponsor_applies_for_somebody_without_a_nik(dinas: Dinas) -> None:
    """Issue 3: passport-based applicants without NIK, powers of attorney."""
    page = dinas.phone.get(f"/layanan/{SKTT}/").content.decode()
    assert "Belum punya NIK? Daftar dengan paspor, atau minta penjamin mengajukan dari akunnya." in page
    applicant = apply(dinas, "X 1234567")
    assert "kertas-f107" in applicant.met  # the power of attorney
    assert applicant.send().status_code == 302
    case = Application.objects.get(pk=applicant.application.pk)
    assert case.subject_name == "I Made Budi"
    assert not case.read_answers().get("subjek_nik")
    assert case.subject_hash is not None


def test_the_same_passport_is_not_applied_for_twice(dinas: Dinas) -> None:
    """Security rule 10: one open application of a service for one person, by passport where there is no NIK."""
    first = apply(dinas, "x1234567")
    assert first.send().status_code == 302
    dinas.phone.post(f"/layanan/{SKTT}/mulai/")
    second = Application.objects.exclude(pk=first.application.pk).get(service__code=SKTT)
    again = Applicant(dinas.phone, first.person, second)
    opening = again.journey().next_open()
    assert opening is not None
    again.walk(again.address(opening.key))
    answer = again.send()
    assert answer.status_code == 409
    assert first.application.reference in answer.content.decode()


def test_no_service_for_foreigners_asks_the_subject_for_a_nik_it_may_not_have() -> None:
    for code in (SKTT, "kematian-wna"):
        fields = {row["slug"]: row for row in packaged().services[code]["fields"]}
        assert not fields.get("subjek_nik", {}).get("required"), code


@pytest.fixture
def annas(dinas: Dinas) -> Dinas:
    """The same dinas, met by a foreigner with an account by passport."""
    anna = verified_foreigner()
    return replace(dinas, sari=anna, phone=signed_in(anna))


def test_a_foreigner_applies_for_himself_with_his_passport(annas: Dinas) -> None:
    """S3-52, issue 3: from the first step to the receipt; neither NIK, KK nor the passport number is asked again."""
    applicant = begin(annas, SKTT, peran_pemohon="diri_sendiri", penyelesaian="ambil_dinas")
    applicant.walk(applicant.start)
    assert not [key for key in applicant.met if "data-anda" in key or "pemilik" in key]
    check = applicant.check_page()
    assert ANNA_NUMBER in check
    assert "NIK pemohon" not in check
    assert applicant.send().status_code == 302
    case = Application.objects.get(pk=applicant.application.pk)
    answers = case.read_answers()
    assert (answers["pemohon_paspor"], answers["paspor_nomor"]) == (ANNA_NUMBER, ANNA_NUMBER)
    assert "pemohon_nik" not in answers
    assert case.subject_name == "ANNA VISSER"
    assert bytes(case.subject_hash or b"") == annas.sari.identity_hash


def test_nobody_photographs_the_checked_passport_twice(annas: Dinas) -> None:
    """Passport and permit checked with the account come with the application; not when it is for somebody else."""
    applicant = begin(annas, SKTT, peran_pemohon="diri_sendiri", penyelesaian="ambil_dinas")
    applicant.walk(applicant.start)
    assert not [key for key in applicant.met if key.startswith("kertas")]
    assert set(applicant.journey().papers) == {"dok_perjalanan", "itas"}
    applicant.settle(peran_pemohon="kuasa", subjek_nama="Jan Visser")
    assert {"kertas-f107", "kertas-itas"} <= set(applicant.met)
    refused = applicant.send()
    assert refused.status_code == 422
    assert "Nomor paspor" in refused.content.decode()
    applicant.settle(paspor_nomor="NX99Z88Y7")
    assert applicant.send().status_code == 302
    case = Application.objects.get(pk=applicant.application.pk)
    assert bytes(case.subject_hash or b"") != annas.sari.identity_hash


def test_every_page_around_a_person_without_a_nik_stands(annas: Dinas) -> None:
    """Nothing on the account's or the desk's pages takes a NIK for granted."""
    applicant = begin(annas, SKTT, peran_pemohon="diri_sendiri", penyelesaian="ambil_dinas")
    applicant.walk(applicant.start)
    assert applicant.send().status_code == 302
    number = Application.objects.get(pk=applicant.application.pk).reference
    own = ("/akun/", "/keluarga/", "/berkas-saya/", "/akun/pembantu/", "/jadwal/", f"/permohonan/{number}/")
    for address in (*own, "/permohonan/", "/akun/kata-sandi/"):
        assert annas.phone.get(address).status_code == 200, address
    desk = at_desk(make_membership("verifikator_layanan", "verifikator_user"))
    case = f"/petugas/permohonan/{number}/"
    for address in (
        case,
        f"{case}mirip/",
        f"{case}lembar/",
        f"{case}warga/",
        f"/petugas/akun/{annas.sari.public_id}/serupa/",
    ):
        assert desk.get(address).status_code == 200, address


def test_the_same_service_is_not_begun_twice_by_passport(annas: Dinas) -> None:
    """S3-6 for somebody without a NIK; the second is stopped with the number of the first."""
    first = begin(annas, SKTT, peran_pemohon="diri_sendiri", penyelesaian="ambil_dinas")
    first.walk(first.start)
    assert first.send().status_code == 302
    annas.phone.post(f"/layanan/{SKTT}/mulai/")
    second = Application.objects.exclude(pk=first.application.pk).get(service__code=SKTT)
    answer = annas.phone.post(
        f"/permohonan/{second.reference}/isi/untuk-siapa/",
        {"peran_pemohon": "diri_sendiri", "edisi": second.edition},
    )
    assert answer.status_code == 409
    assert first.application.reference in answer.content.decode()


def test_a_service_for_people_with_a_nik_says_so_in_a_sentence(annas: Dinas) -> None:
    """The wall: neither the page nor a post begins it; what is for foreigners is offered on the account page."""
    page = annas.phone.get("/layanan/ktp-hilang/").content.decode()
    assert "Layanan ini perlu NIK." in page
    assert "/layanan/ktp-hilang/mulai/" not in page
    answer = annas.phone.post("/layanan/ktp-hilang/mulai/")
    assert answer.status_code == 409
    assert "Layanan ini perlu NIK." in answer.content.decode()
    assert not Application.objects.exists()
    home = annas.phone.get("/akun/").content.decode()
    assert f"/layanan/{SKTT}/" in home
    assert "/layanan/ktp-hilang/" not in home


def test_which_services_take_a_passport(dinas: Dinas) -> None:
    """Those for foreigners that demand no NIK of anybody (settled from the catalogue's own words)."""
    found = {
        version.service.code
        for version in ServiceVersion.objects.select_related("service")
        if takes_passports(version.definition)
    }
    assert found == {"ktp-wna-baru", "kk-wna", "kia-wna", "pindah-wna", SKTT, "kematian-wna"}
