"""The account queue: photos beside data, one decision, one message (seeds S3-24 to S3-26, S3-37)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from loket.audit.models import Entry
from loket.files.models import StoredFile
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Nik, NomorKk
from loket.notifications.models import Message
from loket.residents.models import Resident, ResidentStep
from loket.residents.queries import open_defect
from loket.staff.actions.note_identity import note_identity
from loket.staff.models import Membership
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.residents.people import SARI_KK, SARI_NIK, registered
from tests.staff.people import officer, signed_in

ALL_TICKS = ["wajah", "nik", "nama", "kk", "ttd"]
BUDI_NIK = "5108020512840001"


@pytest.fixture
def made(buleleng: Tenant) -> Membership:
    return officer(buleleng, "made")


@pytest.fixture
def desk(made: Membership) -> Client:
    return signed_in(made)


@pytest.fixture
def sari(buleleng: Tenant) -> Resident:
    with in_tenant(buleleng):
        return registered()


def decide(desk: Client, resident: Resident, **fields: object) -> object:
    return desk.post(
        f"/petugas/akun/{resident.public_id}/putuskan/", {"versi": str(resident.version), **fields}
    )


def test_the_queue_shows_the_person_beside_the_photos(desk: Client, sari: Resident, buleleng: Tenant) -> None:
    """S3-24: typed data, four photos, system checks and the tick list on one screen."""
    page = desk.get("/petugas/akun/").content.decode()

    assert "NI LUH SARI DEWI" in page
    assert "5108 0265 1284 0001" in page
    assert "NIK wajar: perempuan, lahir 25-12-1984" in page
    assert "Nomor WhatsApp sudah dibuktikan" in page
    for caption in ("KTP", "Wajah + KTP", "Kartu Keluarga", "Tanda tangan", "Nomor KK sama", "Pakai masker"):
        assert caption in page
    with in_tenant(buleleng):
        assert Entry.objects.filter(action="residents.view", obj_ref=str(sari.public_id)).count() == 1


def test_an_empty_queue_is_calm(desk: Client) -> None:
    page = desk.get("/petugas/akun/")

    assert page.status_code == 200
    assert "Antrean akun baru sudah habis" in page.content.decode()


def test_approving_needs_every_tick_and_sends_one_message_after_ten_seconds(
    desk: Client, sari: Resident, buleleng: Tenant
) -> None:
    """S3-25."""
    hasty = decide(desk, sari, keputusan="setujui", cocok=["wajah", "nik"])
    assert hasty.status_code == 422  # type: ignore[attr-defined]
    assert "Centang dulu yang sudah Anda cocokkan: Nama sama" in hasty.content.decode()  # type: ignore[attr-defined]

    done = decide(desk, sari, keputusan="setujui", cocok=ALL_TICKS)
    onward = desk.get(done["Location"]).content.decode()  # type: ignore[index]

    assert "Akun NI LUH SARI DEWI disetujui." in onward
    assert "Hari ini 1 akun diperiksa. Warga menunggu rata-rata 0 m." in onward
    with in_tenant(buleleng):
        sari.refresh_from_db()
        message = Message.objects.get(kind="residents.verified")
        assert sari.state == "verified"
        assert message.text.startswith("Halo Bu Ni Luh Sari Dewi. Akun Loket Anda sudah disetujui.")
        assert SARI_NIK not in message.text
        assert message.not_before - clock.now() > timedelta(seconds=5)


def test_a_decision_can_be_taken_back_within_ten_seconds(
    desk: Client, sari: Resident, buleleng: Tenant
) -> None:
    decide(desk, sari, keputusan="setujui", cocok=ALL_TICKS)
    with in_tenant(buleleng):
        step = ResidentStep.objects.get(move="verify")

    back = desk.post(f"/petugas/akun/urungkan/{step.public_id}/")
    again = desk.post(f"/petugas/akun/urungkan/{step.public_id}/")

    assert back["Location"] == f"/petugas/akun/{sari.public_id}/"
    assert again.status_code == 409
    with in_tenant(buleleng):
        sari.refresh_from_db()
        assert sari.state == "awaiting_verification"
        assert Message.objects.get(kind="residents.verified").state == "cancelled"


def test_after_ten_seconds_it_is_too_late_to_undo(desk: Client, sari: Resident, buleleng: Tenant) -> None:
    decide(desk, sari, keputusan="setujui", cocok=ALL_TICKS)
    with in_tenant(buleleng):
        step = ResidentStep.objects.get(move="verify")

    with clock.frozen(clock.now() + timedelta(seconds=11)):
        late = desk.post(f"/petugas/akun/urungkan/{step.public_id}/")

    assert late.status_code == 409
    assert "Sudah lewat 10 detik" in late.content.decode()


def test_a_masked_selfie_comes_back_with_one_key(desk: Client, sari: Resident, buleleng: Tenant) -> None:
    """P2: one item returns, the message says what to do (copy string 29)."""
    decide(desk, sari, perbaikan="P2", bagian="ktp_asli")

    with in_tenant(buleleng):
        sari.refresh_from_db()
        defect = open_defect(sari)
        assert sari.state == "needs_repair"
        assert defect is not None
        assert (defect.item, defect.reason) == ("selfie_ktp", "mask")
        text = Message.objects.get(kind="residents.returned").text
    assert "wajah di foto tertutup masker" in text
    assert "Lepas masker" in text


def test_a_blurred_photo_returns_the_photo_that_was_marked(
    desk: Client, sari: Resident, buleleng: Tenant
) -> None:
    decide(desk, sari, perbaikan="P1", bagian="kk_asli")

    with in_tenant(buleleng):
        defect = open_defect(sari)
        assert defect is not None
        assert defect.item == "kk_asli"


def test_another_reason_needs_a_sentence(desk: Client, sari: Resident, buleleng: Tenant) -> None:
    asked = decide(desk, sari, perbaikan="P6")
    assert asked["Location"].endswith("/perbaikan/?alasan=P6")  # type: ignore[index]

    page = f"/petugas/akun/{sari.public_id}/perbaikan/"
    versi = str(sari.version)
    empty = desk.post(page, {"versi": versi, "alasan": "P6", "bagian": "foto_ttd", "catatan": ""})
    done = desk.post(
        page, {"versi": versi, "alasan": "P6", "bagian": "foto_ttd", "catatan": "Tinta terlalu tipis."}
    )

    assert empty.status_code == 422
    assert "Tulis apa yang perlu diperbaiki" in empty.content.decode()
    assert done.status_code == 302
    with in_tenant(buleleng):
        assert "Tinta" not in Message.objects.get(kind="residents.returned").text


def test_cancelling_needs_a_listed_reason_and_frees_the_nik(
    desk: Client, sari: Resident, buleleng: Tenant
) -> None:
    """S3-26: the message names the reason; the person can register again."""
    page = f"/petugas/akun/{sari.public_id}/tolak/"
    assert desk.post(page, {"versi": str(sari.version)}).status_code == 422

    desk.post(page, {"versi": str(sari.version), "alasan": "mask"})

    with in_tenant(buleleng):
        sari.refresh_from_db()
        assert sari.state == "cancelled"
        assert "foto diri memakai masker" in Message.objects.get(kind="residents.cancelled").text
        again = registered()
        assert again.pk != sari.pk


def test_a_stale_page_decides_nothing(desk: Client, sari: Resident, buleleng: Tenant) -> None:
    old = Resident(public_id=sari.public_id, version=sari.version - 1)

    answer = decide(desk, old, keputusan="setujui", cocok=ALL_TICKS)

    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert "Akun ini sudah berubah sejak halaman dibuka." in answer.content.decode()  # type: ignore[attr-defined]


def test_an_officer_decides_neither_about_himself_nor_his_family(
    desk: Client, made: Membership, sari: Resident, buleleng: Tenant
) -> None:
    with in_tenant(buleleng):
        own = Nik.parse(BUDI_NIK, today=clock.now().date())
        note_identity(made, nik=own, nomor_kk=NomorKk.parse(SARI_KK))

    answer = decide(desk, sari, keputusan="setujui", cocok=ALL_TICKS)

    assert answer.status_code == 403  # type: ignore[attr-defined]
    assert "keluarga satu KK" in answer.content.decode()  # type: ignore[attr-defined]


def test_without_the_role_the_queue_stays_closed(buleleng: Tenant, sari: Resident) -> None:
    """S3-37: the two roles are given apart or together."""
    putu = signed_in(officer(buleleng, "putu", roles=["operator_ktp"]))

    assert putu.get("/petugas/akun/").status_code == 403
    assert putu.get(f"/petugas/akun/{sari.public_id}/").status_code == 403


def test_another_dinas_and_another_zone_see_nothing(
    buleleng: Tenant, surakarta: Tenant, sari: Resident
) -> None:
    """S3-49, R01: 404, whatever the reason."""
    with in_tenant(buleleng):
        Resident.objects.filter(pk=sari.pk).update(kecamatan_code="51.08.09")
    joko = signed_in(officer(surakarta, "joko"))
    ketut = signed_in(officer(buleleng, "ketut", zone="barat"))
    wayan = signed_in(officer(buleleng, "wayan", zone="timur"))
    addresses = [f"/petugas/akun/{sari.public_id}/", f"/petugas/akun/{sari.public_id}/foto/ktp_asli/"]

    for address in addresses:
        assert joko.get(address).status_code == 404
        assert ketut.get(address).status_code == 404
    assert wayan.get(addresses[0]).status_code == 200
    assert "NI LUH SARI DEWI" not in ketut.get("/petugas/akun/").content.decode()


def test_each_look_at_a_photo_is_on_record(desk: Client, sari: Resident, buleleng: Tenant) -> None:
    """S3-21: the signature is viewable by verifiers only, and every look is written down."""
    address = f"/petugas/akun/{sari.public_id}/foto/foto_ttd/"

    answer = desk.get(address)

    assert answer.status_code == 409  # not rebuilt yet: nothing but the rebuilt copy is ever shown
    assert (
        Client(headers={"host": "buleleng.localhost"}).get(address)["Location"].startswith("/petugas/masuk/")
    )
    with in_tenant(buleleng):
        assert StoredFile.objects.filter(state="received").count() == 4


def test_a_shared_kk_is_shown_with_the_other_name(desk: Client, sari: Resident, buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        registered(nik=BUDI_NIK, name="BUDI HARTONO", phone="081355550000")

    page = desk.get(f"/petugas/akun/{sari.public_id}/").content.decode()

    assert "KK ini dipakai 1 akun lain:" in page
    assert "BUDI HARTONO" in page


def test_an_open_case_carries_the_name_of_who_has_it(desk: Client, sari: Resident, buleleng: Tenant) -> None:
    """experience.md, interaction rule 17."""
    desk.get("/petugas/akun/")
    other = signed_in(officer(buleleng, "putu"))

    page = other.get(f"/petugas/akun/{sari.public_id}/").content.decode()

    assert "Sedang dibuka Made Contoh." in page
    assert "Semua akun sedang dibuka petugas lain" in other.get("/petugas/akun/").content.decode()


def test_the_queue_costs_the_same_for_three_people_and_for_thirty(
    desk: Client, sari: Resident, buleleng: Tenant, django_assert_max_num_queries: object
) -> None:
    """No query per row: the number is known, whatever the length of the list."""
    with in_tenant(buleleng):
        for number in range(12):
            registered(
                nik=f"51080205128500{number + 10}", name=f"WARGA {number}", phone=f"0813555500{number + 10}"
            )
    desk.get("/petugas/akun/")

    with django_assert_max_num_queries(40):  # type: ignore[operator]
        page = desk.get("/petugas/akun/")

    assert page.content.decode().count("<li><a href=") >= 13


def test_long_lists_are_paged_by_key(
    desk: Client, sari: Resident, buleleng: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    from loket.faces.workbench.accounts import case

    monkeypatch.setattr(case, "PAGE", 2)
    with in_tenant(buleleng):
        for number in range(3):
            registered(
                nik=f"51080205128500{number + 10}", name=f"WARGA {number}", phone=f"0813555500{number + 10}"
            )

    first = desk.get("/petugas/akun/").content.decode()
    found = re.search(r'href="(\?sesudah=[^"]+)"', first)
    assert found
    second = desk.get("/petugas/akun/" + found.group(1).replace("&amp;", "&")).content.decode()

    assert "WARGA 0" in first
    assert "<bdi>WARGA 2</bdi></strong>" not in first
    assert "<bdi>WARGA 2</bdi></strong>" in second
    assert desk.get("/petugas/akun/?sesudah=omong-kosong").status_code == 200
