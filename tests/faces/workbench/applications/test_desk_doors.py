"""Who gets in: other roles, zones, offices and strangers; every verb, every page."""

from __future__ import annotations

import pytest
from django.test import Client

from loket.applications import states
from loket.applications.actions.claim import claim
from loket.applications.models import Application, Step
from loket.audit.models import Entry
from loket.issuing.models import HandOver
from loket.tenants.models import PrintZone, Tenant
from loket.tenants.scope import in_tenant

from ....applications.cases import as_officer, make_membership, make_paper, sent
from ..desk import at_desk, url
from ..desk_photos import attach_photo

READS = ("", "perbaikan", "tolak", "batalkan", "undang")
VERBS = (
    "ambil",
    "lepas",
    "setujui",
    "perbaikan",
    "tolak",
    "batalkan",
    "urungkan",
    "proses",
    "undang",
    "kunjungan",
)
ISSUING = ("cetak/{}/mulai/", "cetak/{}/siap/", "cetak/{}/kirim/", "cetak/{}/sampai/", "cetak/{}/kembali/",
           "cetak/{}/selesai/", "cetak/{}/gagal/0/", "serah/{}/")  # fmt: skip


@pytest.fixture
def case(in_buleleng: Tenant) -> Application:
    """A waiting KTP-el case of Gerokgak, in the western zone."""
    return sent(kecamatan="51.08.01")


def _paths(case: Application) -> list[str]:
    return [url(case, verb) for verb in VERBS] + [
        f"/petugas/{path.format(case.reference)}" for path in ISSUING
    ]


@pytest.mark.parametrize("who", ["other role", "other zone"])
def test_a_case_that_is_not_the_officers_does_not_exist_for_him(case: Application, who: str) -> None:
    """S3-38, S3-49; security rule 6: forbidden and missing give the same 404."""
    timur = PrintZone.objects.get(slug="timur")
    member = (
        make_membership("operator_kia", "petugas_pengaduan")
        if who == "other role"
        else make_membership("operator_kecamatan", zone=timur)
    )
    desk = at_desk(member)
    for verb in READS:
        assert desk.get(url(case, verb)).status_code == 404
    for path in _paths(case):
        expected = {404, 403} if "/serah/" in path else {404}
        assert desk.post(path, {"versi": "1"}).status_code in expected, path
    assert case.reference not in desk.get("/petugas/permohonan/").content.decode()
    assert Application.objects.get(pk=case.pk).version == 1


def test_an_officer_of_another_dinas_finds_nothing(buleleng: Tenant, surakarta: Tenant) -> None:
    """Security rules 1 to 6: Joko of Surakarta."""
    with in_tenant(buleleng):
        case = sent()
    with in_tenant(surakarta):
        joko = make_membership("verifikator_layanan", "operator_siak", "petugas_pengambilan", name="Joko")
    desk = at_desk(joko, "surakarta.localhost")
    for verb in READS:
        assert desk.get(url(case, verb)).status_code == 404
    for path in _paths(case):
        assert desk.post(path, {"versi": "1"}).status_code == 404, path
    foreign = at_desk(joko, "surakarta.localhost")
    assert foreign.get(url(case), headers={"host": "buleleng.localhost"}).status_code == 302


def test_a_visitor_is_sent_to_log_in(phone: Client, case: Application) -> None:
    for path in ("/petugas/", "/petugas/permohonan/", url(case), "/petugas/cari/", "/petugas/serah/"):
        assert phone.get(path)["Location"].startswith("/petugas/masuk/")


def test_seeing_a_case_is_not_yet_deciding_it(case: Application) -> None:
    """The operator reads the case; claiming it belongs to the verifier (403)."""
    desk = at_desk(make_membership("operator_ktp"))
    assert desk.get(url(case)).status_code == 200
    answer = desk.post(url(case, "ambil"), {"versi": "1"})
    assert answer.status_code == 403
    assert "bukan tugas peran Anda" in answer.content.decode()


def test_a_get_changes_nothing(case: Application) -> None:
    """Security goal R24."""
    desk = at_desk(make_membership("verifikator_layanan", "operator_ktp", "petugas_pengambilan"))
    for path in _paths(case):
        assert desk.get(path).status_code in {200, 302, 405}, path
    assert Step.objects.filter(application=case).count() == 1


def test_papers_are_served_through_their_own_case_only_and_each_look_is_on_record(case: Application) -> None:
    """S1-17; security rules 23 and 37."""
    paper = attach_photo(case, "kk_asli", "KARTU KELUARGA")
    other = sent(kecamatan="51.08.01")
    desk = at_desk(make_membership("verifikator_layanan"))
    photo = desk.get(url(case, f"berkas/{paper.file.public_id}"))
    assert photo.status_code == 200
    assert photo["Content-Type"] == "image/jpeg"
    assert "no-store" in photo["Cache-Control"]
    seen = Entry.objects.get(action="applications.paper_viewed")
    assert (seen.obj_ref, seen.detail["paper"]) == (case.reference, "kk_asli")
    assert desk.get(url(other, f"berkas/{paper.file.public_id}")).status_code == 404
    east = at_desk(make_membership("operator_kecamatan", zone=PrintZone.objects.get(slug="timur")))
    assert east.get(url(case, f"berkas/{paper.file.public_id}")).status_code == 404


def test_nonsense_in_addresses_is_a_404(case: Application) -> None:
    desk = at_desk(make_membership("verifikator_layanan"))
    for path in ("permohonan/x/", "permohonan/BLL-26-00000000-0/", "serah/x/", "permohonan/../"):
        assert desk.get(f"/petugas/{path}").status_code in {404, 403, 302}
    lower = case.reference.lower().replace("-", "")
    assert desk.get(f"/petugas/permohonan/{lower}/").status_code == 200


def test_a_decision_posted_twice_is_made_once(case: Application) -> None:
    """Security goal R31 in small: a double click."""
    member = make_membership("verifikator_layanan")
    claim(case, by=as_officer(member))
    make_paper(case)
    desk = at_desk(member)
    first = desk.post(url(case, "setujui"), {"versi": "2"})
    second = desk.post(url(case, "setujui"), {"versi": "2"})
    assert (first.status_code, second.status_code) == (302, 409)
    assert Application.objects.get(pk=case.pk).state == states.APPROVED
    assert not HandOver.objects.exists()


def test_a_number_typed_as_purpose_stays_out_of_the_record(case: Application) -> None:
    desk = at_desk(make_membership("verifikator_layanan"))
    nik = case.applicant.nik
    answer = desk.post("/petugas/cari/", {"q": nik, "keperluan": f"cek {nik}"})
    assert answer.status_code == 200
    assert Entry.objects.get(action="desk.searched").purpose == "pelayanan"
