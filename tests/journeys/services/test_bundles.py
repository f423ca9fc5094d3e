"""Bundles: one application, several outputs, each with its own state, shown to resident and officer (S3-70)."""

from __future__ import annotations

from datetime import date

import pytest

from loket.applications import states
from loket.applications.rules import days_late
from loket.catalogue.loading import packaged
from loket.issuing.rules import planned_outputs
from loket.notifications.models import Message

from .conftest import Dinas
from .office import Work
from .resident import Applicant
from .test_all_services_end_to_end import begin, decide

TRIDATU = "akta-perkawinan-tridatu"


def in_production(dinas: Dinas, code: str = TRIDATU, **settled: object) -> tuple[Work, Applicant]:
    """Sent in, approved, visited, and begun by every role."""
    applicant = begin(dinas, code, **{"penyelesaian": "ambil_dinas", **settled})
    applicant.walk(applicant.start)
    assert applicant.send().status_code == 302
    work = Work(dinas.staff, applicant.application.reference)
    decide(work, applicant)
    work.produce()
    return work, applicant


def states_of(work: Work) -> list[str]:
    return [output.state for output in work.outputs()]


def test_each_document_has_its_own_state_for_resident_and_officer(dinas: Dinas) -> None:
    work, applicant = in_production(dinas)
    work.post("operator_kk", "/petugas/cetak/{ref}/siap/", tempat="dinas", mulai="2027-01-04")
    assert states_of(work) == ["in_production", "ready", "in_production"]
    page = applicant.status_page()
    shown = page[page.index("Dokumen Anda") :]
    assert shown.count("Sedang dibuat") == 2
    assert shown.count("Siap diambil") >= 1
    desk = work.page("operator_ktp")
    assert "Kartu Keluarga: Siap diambil" in desk
    assert "KTP-el: Dalam pengerjaan" in desk
    assert work.case.state == states.IN_PRODUCTION


def test_the_case_is_ready_only_with_the_last_document_and_told_once(dinas: Dinas) -> None:
    work, _applicant = in_production(dinas)
    work.ready()
    assert work.case.state == states.READY
    told = Message.objects.filter(ref__startswith=work.reference, kind="applications.ready")
    channels = [message.channel for message in told]
    assert len(set(channels)) == len(channels)  # one text message, and one e-mail beside it
    for message in told:
        assert "Kutipan Akta Perkawinan (dua lembar), Kartu Keluarga dan KTP-el" in message.text


def test_a_document_that_is_not_issued_is_left_out(dinas: Dinas) -> None:
    work, applicant = in_production(dinas)
    work.post("operator_ktp", "/petugas/cetak/{ref}/tidak-terbit/2/")
    assert states_of(work)[2] == "cancelled"
    assert "Tidak diterbitkan" in applicant.status_page()
    work.ready()
    work.hand_over()
    assert work.case.state == states.COMPLETED


def test_the_last_document_cannot_be_left_out(dinas: Dinas) -> None:
    work, _applicant = in_production(dinas)
    for position, role in ((2, "operator_ktp"), (1, "operator_kk")):
        work.post(role, f"/petugas/cetak/{{ref}}/tidak-terbit/{position}/")
    case = work.case
    answer = dinas.staff.desk("operator_akta_perkawinan").post(
        f"/petugas/cetak/{case.reference}/tidak-terbit/0/", {"versi": str(case.version)}
    )
    assert answer.status_code == 409
    assert states_of(work) == ["in_production", "cancelled", "cancelled"]


def test_a_role_without_part_in_the_case_can_do_nothing(dinas: Dinas) -> None:
    """S3-39: an operator sees only his own services."""
    work, _applicant = in_production(dinas)
    case = work.case
    for path in ("tidak-terbit/2", "surel"):
        answer = dinas.staff.desk("operator_kia").post(
            f"/petugas/cetak/{case.reference}/{path}/", {"versi": str(case.version)}
        )
        assert answer.status_code == 404
    assert states_of(work) == ["in_production"] * 3


def test_the_receipt_of_a_bundle_by_email_says_that_the_card_is_collected(dinas: Dinas) -> None:
    """Convention: the way to receive is chosen for the card; the PDFs may always be e-mailed as well."""
    applicant = begin(dinas, "akta-kelahiran-tridatu-khusus", penyelesaian="email")
    applicant.walk(applicant.start)
    sent = applicant.send()
    page = dinas.phone.get(sent.headers["Location"]).content.decode()
    assert "Dokumen dikirim lewat e-mail" in page
    assert "Kartu, bila ada, diambil di kantor." in page


@pytest.mark.parametrize(
    ("code", "answers", "kinds"),
    [
        ("akta-kematian", {"ada_pasangan": "ya"}, ["kutipan_akta_kematian", "kk", "ktp_pasangan"]),
        ("akta-kematian", {"ada_pasangan": "tidak"}, ["kutipan_akta_kematian", "kk"]),
        ("penduduk-rentan", {"kategori": "orang_terlantar"}, ["skot"]),
        ("penduduk-rentan", {"kategori": "korban_bencana"}, ["skpti"]),
    ],
)
def test_only_the_documents_that_are_due_are_planned(
    code: str, answers: dict[str, str], kinds: list[str]
) -> None:
    assert [kind for kind, _role in planned_outputs(packaged().definition(code), answers)] == kinds


def test_a_late_report_is_told_to_the_officer() -> None:
    """UU 24/2013: a birth is reported within 60 days; later it is still taken."""
    birth = packaged().definition("akta-kelahiran")
    assert days_late(birth, {"anak_tgl_lahir": "2026-09-01"}, date(2026, 10, 31)) == 0
    assert days_late(birth, {"anak_tgl_lahir": "2026-09-01"}, date(2026, 11, 21)) == 21
    assert days_late(birth, {}, date(2026, 11, 21)) == 0
