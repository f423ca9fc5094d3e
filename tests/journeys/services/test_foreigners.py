"""Foreigners without a NIK: a sponsor or authorised person applies with his own account; the passport says who."""

from __future__ import annotations

from loket.applications.models import Application
from loket.catalogue.loading import packaged

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
    assert "Belum punya NIK? Penjamin atau penerima kuasa mengajukan dari akunnya." in page
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
