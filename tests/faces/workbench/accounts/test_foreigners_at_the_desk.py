"""Accounts by passport at the desk: check, send back, find, and the NIK that comes later (issue 3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from loket.audit.models import Entry
from loket.foundation.kernel import clock
from loket.notifications.models import Message
from loket.residents.locker import papers_to_offer
from loket.residents.models import Resident
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.cases import sent
from tests.residents.foreigners import ANNA_NUMBER, PASSPORT, verified_foreigner, waiting_foreigner
from tests.residents.people import PASSWORD, SARI_NIK, registered
from tests.staff.people import officer, signed_in

TICKS = ["wajah", "paspor", "nama", "izin", "ttd"]
NEW_NIK = "5108064509900001"


@pytest.fixture
def desk(buleleng: Tenant) -> Client:
    return signed_in(officer(buleleng, "made", roles=["verifikator_user", "verifikator_layanan"]))


def decide(desk: Client, anna: Resident, **fields: object) -> HttpResponse:
    told = {"versi": str(anna.version), **fields}
    answer: HttpResponse = desk.post(f"/petugas/akun/{anna.public_id}/putuskan/", told)  # type: ignore[assignment]
    return answer


def enter(name: str) -> int:
    browser = Client(headers={"host": "buleleng.localhost"})
    return browser.post("/masuk/", {"nik": name, "password": PASSWORD}).status_code


def with_password(anna: Resident) -> Resident:
    anna.account.set_password(PASSWORD)
    anna.account.save()
    return anna


def test_passport_and_permit_stand_beside_their_photos(desk: Client, buleleng: Tenant) -> None:
    """S3-24 for a foreigner: what is compared, whole here, masked in the list."""
    with in_tenant(buleleng):
        anna = waiting_foreigner()
    page = desk.get(f"/petugas/akun/{anna.public_id}/").content.decode()
    for words in (
        "NX12B45C6 (NLD)",
        "Belanda",
        "01-05-2031",
        "ITAS (izin tinggal terbatas)",
        "Wajah + paspor",
        "Kartu ITAS",
        "Paspor sama",
        "Paspor ••••••5C6 (NLD)",
        "Paspor berlaku sampai 01-05-2031",
        "P7",
    ):
        assert words in page, words
    for words in ("Kartu Keluarga", "NIK sama", "Pakai masker"):
        assert words not in page, words


def test_a_passport_that_ends_soon_is_pointed_out(desk: Client, buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        anna = waiting_foreigner(until=f"{clock.now() + timedelta(days=60):%Y-%m-%d}")
    page = desk.get(f"/petugas/akun/{anna.public_id}/").content.decode()
    assert "Paspor ini habis masa berlakunya dalam enam bulan." in page


def test_every_tick_is_needed_and_the_papers_stay_for_later(desk: Client, buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        anna = waiting_foreigner()
    few = decide(desk, anna, keputusan="setujui", cocok=["wajah", "nik", "nama", "kk", "ttd"])
    assert few.status_code == 422
    assert "Paspor sama" in few.content.decode()
    assert decide(desk, anna, keputusan="setujui", cocok=TICKS).status_code == 302
    with in_tenant(buleleng):
        anna.refresh_from_db()
        assert anna.state == "verified"
        text = Message.objects.filter(kind="residents.verified").latest("id").text
        assert "Bapak/Ibu Anna Visser" in text
        assert "masuk dengan nomor paspor" in text
        kept = papers_to_offer(anna)
        assert {slug for slug, about in kept if about == anna.identity_hash} == {"dok_perjalanan", "itas"}


def test_a_wrong_number_is_sent_back_and_typed_again(desk: Client, buleleng: Tenant) -> None:
    """The account goes on with the number on the photo; the old one opens nothing any more."""
    with in_tenant(buleleng):
        anna = with_password(waiting_foreigner(number="NX99999C6"))
    assert decide(desk, anna, perbaikan="P7").status_code == 302
    browser = Client(headers={"host": "buleleng.localhost"})
    browser.post("/masuk/", {"nik": "NX99999C6", "password": PASSWORD})
    assert browser.post("/akun/perbaikan/", {**PASSPORT, "paspor": "AB1"}).status_code == 422
    assert browser.post("/akun/perbaikan/", PASSPORT)["Location"] == "/akun/"
    assert (enter("NX99999C6"), enter("NLD NX12B45C6")) == (422, 302)
    with in_tenant(buleleng):
        anna.refresh_from_db()
        assert (anna.state, str(anna.passport)) == ("awaiting_verification", ANNA_NUMBER)


def test_what_only_citizens_have_is_not_asked_of_a_foreigner(desk: Client, buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        anna = waiting_foreigner()
    address = f"/petugas/akun/{anna.public_id}/perbaikan/"
    page = desk.get(address).content.decode()
    assert "Foto halaman data paspor" in page
    assert "Foto Kartu Keluarga" not in page
    told = {"versi": str(anna.version), "alasan": "P1", "bagian": "kk_asli"}
    assert desk.post(address, told).status_code == 422
    assert desk.post(address, {**told, "bagian": "itas"}).status_code == 302


@pytest.mark.parametrize("typed", [ANNA_NUMBER, "nld nx12 b45c6"])
def test_a_passport_number_finds_person_and_cases(desk: Client, buleleng: Tenant, typed: str) -> None:
    """S3-5 by passport; the number stands in no record and on no list."""
    with in_tenant(buleleng):
        anna = verified_foreigner()
        case = sent(applicant=anna)
    page = desk.post("/petugas/cari/", {"q": typed})
    assert [one.pk for one in page.context["people"]] == [anna.pk]
    assert [row.application.pk for row in page.context["rows"]] == [case.pk]
    assert ANNA_NUMBER not in page.content.decode()
    history = desk.get(f"/petugas/warga/{anna.public_id}/").content.decode()
    assert "Sudah punya NIK: catat NIK" in history
    with in_tenant(buleleng):
        assert not [one for one in Entry.objects.all() if ANNA_NUMBER in str(one.detail)]


def attach(desk: Client, anna: Resident, **typed: str) -> HttpResponse:
    told = {"nik": NEW_NIK, "no_kk": "", "asli": "on"} | typed
    answer: HttpResponse = desk.post(f"/petugas/akun/{anna.public_id}/nik/", told)  # type: ignore[assignment]
    return answer


def test_the_nik_that_comes_later_keeps_one_history(desk: Client, buleleng: Tenant) -> None:
    """After the SKTT: log in by NIK, the passport still leads in, cases and papers are one person's."""
    with in_tenant(buleleng):
        anna = with_password(verified_foreigner())
        case = sent(applicant=anna)
    assert attach(desk, anna)["Location"] == f"/petugas/warga/{anna.public_id}/"
    assert (enter(NEW_NIK), enter(ANNA_NUMBER)) == (302, 302)
    history = desk.get(f"/petugas/warga/{anna.public_id}/")
    assert [row.application.pk for row in history.context["rows"]] == [case.pk]
    with in_tenant(buleleng):
        anna.refresh_from_db()
        case.refresh_from_db()
        assert anna.is_complete  # an ITAS holder has an SKTT and no KK
        assert bytes(case.subject_hash or b"") == bytes(anna.nik_hash or b"") == anna.identity_hash
        assert {about for _slug, about in papers_to_offer(anna)} == {anna.identity_hash}
        assert Message.objects.filter(kind="residents.nik_attached").exists()
        assert anna.steps.get(move="attach_nik").actor_name
        assert Entry.objects.filter(action="residents.attach_nik").count() == 1
    assert desk.get(f"/petugas/akun/{anna.public_id}/nik/").status_code == 404


def test_a_nik_is_not_noted_without_looking_or_twice(desk: Client, buleleng: Tenant) -> None:
    """The originals must be ticked; a NIK with an account of its own is not taken over."""
    with in_tenant(buleleng):
        anna = verified_foreigner()
        registered()
    assert attach(desk, anna, asli="").status_code == 422
    assert attach(desk, anna, nik="123").status_code == 422
    taken = attach(desk, anna, nik=SARI_NIK)
    assert taken.status_code == 409
    assert "NIK ini sudah punya akun lain." in taken.content.decode()
    with in_tenant(buleleng):
        anna.refresh_from_db()
        assert anna.nik_hash is None


def test_only_verifiers_and_the_counter_note_a_nik(buleleng: Tenant, surakarta: Tenant) -> None:
    """Walls: another role and another dinas."""
    with in_tenant(buleleng):
        anna = verified_foreigner()
    printer = signed_in(officer(buleleng, "putu", roles=["operator_kecamatan"]))
    assert printer.get(f"/petugas/akun/{anna.public_id}/nik/").status_code in {403, 404}
    stranger = signed_in(officer(surakarta, "joko"))
    assert stranger.get(f"/petugas/akun/{anna.public_id}/nik/").status_code == 404
