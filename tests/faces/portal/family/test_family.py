"""Issue 3: a family list; its people are offered to every service, and nobody else sees them. Script off."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from loket.applications.models import Application
from loket.audit.models import Entry
from loket.residents.actions.keep_member import FamilyFull, Told, keep_member
from loket.residents.locker import family_of
from loket.residents.locker_rules import MOST_FAMILY
from loket.residents.models import FamilyMember, Resident
from loket.tenants.models import Tenant
from tests.applications.apply import begin, fill, make_verified, make_version, ready_draft
from tests.faces.portal.applications.people import fill_screen, hidden, send, signed_in

ADI_NIK, WIFE_NIK = "5108061203150001", "5108064507850002"
ADI: dict[str, Any] = {
    "nama": "i made adi",
    "hubungan": "anak",
    "nik": "5108 0612 0315 0001",
    "lahir_hari": "12",
    "lahir_bulan": "3",
    "lahir_tahun": "2015",
    "satu_kk": "on",
}


@pytest.fixture
def sari(in_buleleng: Tenant) -> Resident:
    """A verified resident of Buleleng."""
    make_version()
    return make_verified()


@pytest.fixture
def adi(sari: Resident) -> FamilyMember:
    """Her son, on the list."""
    return keep_member(sari, Told("I MADE ADI", "anak", nik=ADI_NIK, birth_date="2015-03-12"))


def _step(draft: Application, key: str) -> str:
    return f"/permohonan/{draft.reference}/isi/{key}/"


def test_a_person_is_added_changed_and_erased(sari: Resident) -> None:
    client = signed_in(sari)
    assert client.post("/keluarga/tambah/", ADI).status_code == 302
    (kept,) = family_of(sari)
    assert (kept.name, kept.nik, kept.birth_date) == ("I MADE ADI", ADI_NIK, "2015-03-12")
    page = client.get("/keluarga/").content.decode()
    assert "I MADE ADI" in page
    assert "510806••••••0001" in page
    assert ADI_NIK not in page
    address = f"/keluarga/{kept.public_id}/"
    assert 'value="5108 0612 0315 0001"' in client.get(address).content.decode()
    assert client.post(address, {**ADI, "nama": "I MADE ADI PUTRA"}).status_code == 302
    assert family_of(sari)[0].name == "I MADE ADI PUTRA"
    assert "tidak berubah" in client.get(f"{address}hapus/").content.decode()
    assert client.post(f"{address}hapus/").status_code == 302
    assert not FamilyMember.objects.exists()
    assert client.post(f"{address}hapus/").status_code == 404  # the second tap
    assert set(Entry.objects.filter(obj_type="family_member").values_list("action", flat=True)) == {
        "residents.keep_member",
        "residents.change_member",
        "residents.forget_member",
    }


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"nama": ""}, "Isi nama lengkapnya"),
        ({"nama": "41 <>"}, "Isi nama dengan huruf"),
        ({"hubungan": ""}, "Pilih hubungannya"),
        ({"hubungan": "kucing"}, "Pilih salah satu hubungan"),
        ({"nik": "5108"}, "16 angka"),
        ({"nik": "5108069903150001"}, "tanggal lahir"),
        ({"nik": "5108061203150000"}, "0000"),
        ({"lahir_bulan": "13"}, "tanggal"),
        ({"lahir_tahun": "2999"}, "anggal"),
    ],
)
def test_bad_input_gets_one_sentence_and_keeps_the_rest(
    sari: Resident, wrong: dict[str, str], sentence: str
) -> None:
    answer = signed_in(sari).post("/keluarga/tambah/", {**ADI, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not FamilyMember.objects.exists()


def test_the_own_nik_and_a_nik_twice_are_refused(sari: Resident, adi: FamilyMember) -> None:
    client = signed_in(sari)
    own = client.post("/keluarga/tambah/", {**ADI, "nik": str(sari.nik)})
    assert "NIK Anda sendiri" in own.content.decode()
    twice = client.post("/keluarga/tambah/", ADI)
    assert (twice.status_code, "sudah ada di daftar" in twice.content.decode()) == (422, True)
    assert FamilyMember.objects.count() == 1


def test_the_list_holds_twenty(sari: Resident) -> None:
    for number in range(MOST_FAMILY):
        keep_member(sari, Told(f"ANAK {number}", "anak"))
    with pytest.raises(FamilyFull):
        keep_member(sari, Told("ANAK LAGI", "anak"))
    answer = signed_in(sari).post("/keluarga/tambah/", ADI)
    assert (answer.status_code, "paling banyak 20" in answer.content.decode()) == (422, True)


def test_nobody_else_finds_an_entry(sari: Resident, adi: FamilyMember, phone: Client) -> None:
    other = signed_in(make_verified("I KETUT LAIN"))
    for verb in ("", "hapus/"):
        address = f"/keluarga/{adi.public_id}/{verb}"
        assert other.get(address).status_code == 404
        assert other.post(address, ADI).status_code == 404
        assert phone.get(address).status_code == 302
    assert "ADI" not in other.get("/keluarga/").content.decode()
    assert "ADI" not in other.get(_step(begin(make_verified("NI LAIN LAGI")), "untuk-siapa")).content.decode()


def test_r13_a_tap_on_the_child_answers_untuk_siapa(sari: Resident, adi: FamilyMember) -> None:
    """R13: self or a family member on the same KK, prefilled and still editable."""
    client, draft = signed_in(sari), begin(sari)
    address = _step(draft, "untuk-siapa")
    page = client.get(address)
    assert "I MADE ADI" in page.content.decode()
    answer = client.post(address, {"keluarga": str(adi.public_id), "edisi": hidden(page, "edisi")})
    assert answer.headers["Location"] == _step(draft, "pemilik")
    answers = Application.objects.get().read_answers()
    assert (answers["peran_pemohon"], answers["subjek_nik"]) == ("orang_tua", ADI_NIK)
    assert answers["subjek_no_kk"] == str(sari.nomor_kk)
    assert 'value="I MADE ADI"' in client.get(_step(draft, "pemilik")).content.decode()
    assert Application.objects.get().subject_name == "I MADE ADI"


def test_somebody_else_fills_the_screen_and_replaces_the_first(sari: Resident, adi: FamilyMember) -> None:
    wife = keep_member(sari, Told("NI KADEK AYU", "istri", nik=WIFE_NIK, same_kk=False))
    client, draft = signed_in(sari), begin(sari)
    fill_screen(client, _step(draft, "untuk-siapa"), {"keluarga": str(adi.public_id)})
    answer = fill_screen(client, _step(draft, "pemilik"), {"keluarga": str(wife.public_id)})
    assert answer.headers["Location"] == _step(draft, "pemilik")
    answers = Application.objects.get().read_answers()
    assert (answers["subjek_nik"], answers["subjek_no_kk"]) == (WIFE_NIK, None)  # never two people mixed


def test_movers_are_picked_one_by_one(sari: Resident, adi: FamilyMember) -> None:
    """People in lists: filled in on their own screen, and not offered twice."""
    make_version("kk-pisah")
    client, draft = signed_in(sari), begin(sari, "kk-pisah")
    page = client.get(_step(draft, "anggota-1"))
    assert "I MADE ADI" in page.content.decode()
    answer = fill_screen(client, _step(draft, "anggota-1"), {"keluarga": str(adi.public_id)})
    assert answer.headers["Location"] == _step(draft, "anggota-1")
    (row,) = Application.objects.get().read_answers()["anggota"]
    assert (row["nik"], row["nama"]) == (ADI_NIK, "I MADE ADI")
    again = client.get(_step(draft, "anggota-1")).content.decode()
    assert 'value="5108 0612 0315 0001"' in again
    assert 'name="keluarga"' not in again


def test_a_stranger_behind_the_button_is_not_there(sari: Resident) -> None:
    other = keep_member(make_verified("NI LAIN"), Told("I MADE ADI", "anak", nik=ADI_NIK))
    client, draft = signed_in(sari), begin(sari)
    page = client.get(_step(draft, "untuk-siapa"))
    for value in (str(other.public_id), str(uuid.uuid4()), "' OR 1=1", ""):
        answer = client.post(_step(draft, "untuk-siapa"), {"keluarga": value, "edisi": hidden(page, "edisi")})
        assert answer.status_code == 404


def test_a_form_opened_before_another_tab_saved_is_refused(sari: Resident, adi: FamilyMember) -> None:
    client, draft = signed_in(sari), begin(sari)
    answer = client.post(_step(draft, "untuk-siapa"), {"keluarga": str(adi.public_id), "edisi": "alt"})
    assert answer.status_code == 409
    assert "tab atau HP lain" in answer.content.decode()


def test_the_receipt_offers_to_keep_whom_it_was_for(sari: Resident) -> None:
    """Entries are learned from sent applications: a tick on the receipt page."""
    about_adi = {"peran_pemohon": "orang_tua", "subjek_nik": ADI_NIK, "subjek_nama": "I MADE ADI"}
    draft = ready_draft(sari)
    fill(draft, {**about_adi, "subjek_no_kk": str(sari.nomor_kk)})
    client = signed_in(sari)
    done = send(client, f"/permohonan/{draft.reference}/periksa/")
    receipt = client.get(done.headers["Location"]).content.decode()
    assert "Simpan di daftar keluarga?" in receipt
    address = f"/keluarga/dari/{draft.reference}/"
    assert signed_in(make_verified("NI LAIN")).post(address, {"orang": "0"}).status_code == 404
    client.post(address, {"orang": "7"})
    assert not FamilyMember.objects.exists()
    assert client.post(address, {"orang": "0"}).headers["Location"] == "/keluarga/"
    (kept,) = family_of(sari)
    assert (kept.name, kept.relation, kept.same_kk) == ("I MADE ADI", "anak", True)
    assert "Simpan di daftar keluarga?" not in client.get(done.headers["Location"]).content.decode()


def test_pages_speak_english_too_and_work_for_any_count(
    sari: Resident, adi: FamilyMember, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(sari)
    for number in range(8):
        keep_member(sari, Told(f"ANAK {number}", "anak"))
    with django_assert_max_num_queries(12):
        client.get("/keluarga/")
    client.cookies["bahasa"] = "en"
    for address in ("/keluarga/", "/keluarga/tambah/", f"/keluarga/{adi.public_id}/", "/berkas-saya/"):
        assert client.get(address).status_code == 200
