"""Making and handing over as officers meet it on their pages."""

from __future__ import annotations

import pytest
from django.test import Client

from loket.applications import states
from loket.applications.models import Application
from loket.issuing.models import HandOver, Output
from loket.issuing.queries import pickup_code
from loket.staff.models import Membership
from loket.tenants.models import Tenant
from loket.tenants.queries import main_office

from ....applications.cases import NO_DOCUMENT, as_officer, make_membership
from ....issuing.test_issuing import EVERYTHING, in_process, ready
from ..desk import at_desk, url

COLLECTED = {
    "nama": "Ni Luh Putu Sari",
    "hubungan": "self",
    "asli": ["kk_asli", "surat_polisi_hilang"],
    "kartu_lama": "lost",
    "pesan_ditunjukkan": "on",
}


@pytest.fixture
def member(in_buleleng: Tenant) -> Membership:
    return make_membership(*EVERYTHING)


@pytest.fixture
def desk(member: Membership) -> Client:
    return at_desk(member)


def post(desk: Client, case: Application, path: str, **fields: object) -> object:
    case.refresh_from_db()
    return desk.post(f"/petugas/{path}/", {"versi": str(case.version), **fields})


def test_from_the_printer_to_the_counter(desk: Client, member: Membership) -> None:
    case = in_process(as_officer(member))
    post(desk, case, f"cetak/{case.reference}/mulai")
    post(desk, case, f"cetak/{case.reference}/gagal/0")
    assert Output.objects.get(application=case).failures == 1
    post(desk, case, f"cetak/{case.reference}/mulai")
    page = desk.get(f"/petugas/cetak/{case.reference}/siap/").content.decode()
    assert main_office().name in page
    refused = post(desk, case, f"cetak/{case.reference}/siap", tempat="nowhere", mulai="x")
    assert refused.status_code == 422
    post(desk, case, f"cetak/{case.reference}/siap", tempat=main_office().slug, mulai="2026-11-24")
    case.refresh_from_db()
    assert case.state == states.READY
    assert case.ready_from is not None
    assert f"/petugas/serah/{case.reference}/" in desk.get(url(case)).content.decode()


def test_the_counter_finds_by_nik_and_number_and_hands_over(desk: Client, member: Membership) -> None:
    """S0-34."""
    case = ready(as_officer(member))
    assert case.reference in desk.get("/petugas/serah/").content.decode()
    for text in (case.reference, case.applicant.nik):
        assert desk.post("/petugas/serah/", {"q": text})["Location"] == f"/petugas/serah/{case.reference}/"
    assert "Tidak ada dokumen" in desk.post("/petugas/serah/", {"q": "SARI"}).content.decode()
    page = desk.get(f"/petugas/serah/{case.reference}/").content.decode()
    for words in ("Surat keterangan kehilangan", "Kartu lama", "Kode ambil"):
        assert words in page
    done = post(desk, case, f"serah/{case.reference}", **COLLECTED)
    assert done["Location"].endswith(f"?selesai={case.reference}")
    assert "sudah diserahkan" in desk.get(done["Location"]).content.decode()
    assert HandOver.objects.get(output__application=case).collector_name == "Ni Luh Putu Sari"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"asli": ["kk_asli"]}, "Ada asli yang belum dicentang"),
        ({"kartu_lama": ""}, "kartu lama"),
        ({"pesan_ditunjukkan": "", "kode": "12x4"}, "Kode ambil tidak cocok"),
        ({"nama": ""}, "Tulis nama yang mengambil"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(
    desk: Client, member: Membership, changed: dict[str, object], sentence: str
) -> None:
    """S0-35, S1-4."""
    case = ready(as_officer(member))
    answer = post(desk, case, f"serah/{case.reference}", **{**COLLECTED, **changed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert changed.get("nama", COLLECTED["nama"]) in page
    case.refresh_from_db()
    assert case.state == states.READY


def test_the_code_of_the_message_opens_the_counter_too(desk: Client, member: Membership) -> None:
    case = ready(as_officer(member))
    fields = {**COLLECTED, "pesan_ditunjukkan": "", "kode": pickup_code(case)}
    assert post(desk, case, f"serah/{case.reference}", **fields).status_code == 302


def test_handing_over_twice_is_told_as_409(desk: Client, member: Membership) -> None:
    case = ready(as_officer(member))
    version = str(case.version)
    post(desk, case, f"serah/{case.reference}", **COLLECTED)
    again = desk.post(f"/petugas/serah/{case.reference}/", {"versi": version, **COLLECTED})
    assert again.status_code == 409
    assert "Diserahkan" in again.content.decode()


def test_only_the_pick_up_officer_opens_the_counter_of_a_case(member: Membership) -> None:
    case = ready(as_officer(member))
    desk = at_desk(make_membership("operator_ktp"))
    assert desk.get(f"/petugas/serah/{case.reference}/").status_code == 403


def test_the_post_and_its_return(desk: Client, member: Membership) -> None:
    """S3-35."""
    case = ready(as_officer(member))
    assert desk.get(f"/petugas/cetak/{case.reference}/kirim/").status_code == 200
    post(desk, case, f"cetak/{case.reference}/kirim", resi="P2611240042")
    assert "P2611240042" in desk.get(url(case)).content.decode()
    post(desk, case, f"cetak/{case.reference}/kembali", tempat=main_office().slug, mulai="2026-11-26")
    case.refresh_from_db()
    assert case.state == states.READY
    post(desk, case, f"cetak/{case.reference}/kirim", resi="P2611260001")
    post(desk, case, f"cetak/{case.reference}/sampai")
    case.refresh_from_db()
    assert case.state == states.COMPLETED


def test_consolidation_ends_at_the_operators_desk(desk: Client, member: Membership) -> None:
    """S3-36."""
    case = in_process(as_officer(member), NO_DOCUMENT)  # type: ignore[arg-type]  # a plain mapping
    post(desk, case, f"cetak/{case.reference}/mulai")
    assert "Selesaikan" in desk.get(url(case)).content.decode()
    post(desk, case, f"cetak/{case.reference}/selesai")
    case.refresh_from_db()
    assert case.state == states.COMPLETED
