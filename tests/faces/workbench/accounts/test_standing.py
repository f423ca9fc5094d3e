"""Screens about accounts: signs side by side, freezing, the lost phone, SIAK's hint, the watch page (issue 4)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loket.accounts.models import Account, AccountDevice
from loket.audit.models import Entry
from loket.files.models import StoredFile
from loket.files.states import FileState
from loket.foundation.kernel import clock
from loket.registry.actions.look_up import look_up
from loket.registry.actions.set_registry import set_registry
from loket.registry.models import PendingLookup
from loket.residents.actions.verify import verify
from loket.residents.broker_signs import clusters, is_suspected, signs_about
from loket.residents.models import ArrivalTrace, Resident, ResidentPaper
from loket.staff.models import Membership
from loket.tenants.models import Tenant, ZoneKecamatan
from loket.tenants.scope import in_tenant
from tests.faces.workbench.desk import at_desk
from tests.residents.people import SARI_PHONE, last_code, registered
from tests.staff.people import officer


@pytest.fixture
def made(buleleng: Tenant) -> Membership:
    return officer(buleleng)


@pytest.fixture
def desk(made: Membership) -> Client:
    return at_desk(made)


@pytest.fixture
def sari(buleleng: Tenant, made: Membership) -> Resident:
    with in_tenant(buleleng):
        resident = registered()
        verify(resident, by=made)
        return resident


def page(client: Client, path: str, status: int = 200) -> str:
    """The page in words."""
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:400]
    return answer.content.decode()


def others(count: int, *, phone: str = SARI_PHONE, first: int = 10) -> list[Resident]:
    """More accounts, each with a household of its own, on Sari's phone and browser."""
    return [
        registered(
            nik=f"51080241079000{serial}", kk=f"51080212030900{serial}", phone=phone, name=f"ORANG {serial}"
        )
        for serial in range(first, first + count)
    ]


def test_s4_24_a_family_on_one_phone_is_no_sign_and_a_crowd_is(buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        sari = registered()
        others(4)
        assert not is_suspected(sari)
        assert {sign.kind for sign in signs_about(sari)} == {"phone", "device"}
        assert all("Wajar untuk satu keluarga" in sign.sentence for sign in signs_about(sari))
        others(2, phone="081299990001", first=20)
        (device,) = [sign for sign in signs_about(sari) if sign.is_strong]
        assert (device.kind, device.count) == ("device", 6)


def test_the_same_photo_in_two_accounts_is_a_sign_but_a_familys_kk_is_not(buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        AccountDevice.objects.all().delete()
        sari, made = registered(), registered(nik="5108024107900002", phone="081299990002")
        AccountDevice.objects.all().delete()
        for slug, kept in (("kk_asli", False), ("selfie_ktp", True)):
            files = ResidentPaper.objects.filter(slug=slug).values("file")
            StoredFile.objects.filter(pk__in=files).update(
                phash=0x1234567890ABCDE, state=FileState.REBUILT, wrapped_key=b"k", received_key=None,
                rebuilt_name="x",
            )  # fmt: skip
            assert is_suspected(sari) is kept, slug
            assert is_suspected(made) is kept, slug
        (cluster,) = clusters()
        assert (cluster.kind, cluster.count) == ("photo", 2)


def test_many_niks_from_one_network_within_an_hour_are_a_sign(buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        crowd = (
            others(5) + others(5, phone="081299990003", first=30) + others(1, phone="081299990004", first=40)
        )
        AccountDevice.objects.all().delete()
        for one in crowd[:10]:
            ArrivalTrace.objects.create(resident=one, network_hash=b"n" * 32)
        assert not is_suspected(crowd[1])
        ArrivalTrace.objects.create(resident=crowd[10], network_hash=b"n" * 32)
        assert [sign.kind for sign in signs_about(crowd[1]) if sign.is_strong] == ["network"]


def test_issue_4_signs_stand_on_the_page_and_side_by_side_and_refuse_nobody(
    buleleng: Tenant, desk: Client
) -> None:
    with in_tenant(buleleng):
        sari = registered()
        others(4, phone="081299990001", first=20)
        others(2, phone="081299990002", first=30)
    shown = page(desk, f"/petugas/akun/{sari.public_id}/")
    assert "HP atau peramban yang sama dipakai 6 akun lain." in shown
    assert "Setujui akun" in shown
    beside = page(desk, f"/petugas/akun/{sari.public_id}/serupa/")
    assert "ORANG 20" in beside
    assert "HP atau peramban sama" in beside
    with in_tenant(buleleng):
        assert Entry.objects.get(action="residents.view_beside").detail == {"shown": 6}
        sari.refresh_from_db()
        assert sari.state == "awaiting_verification"


def test_issue_4_the_account_page_names_who_looks_alike_and_lays_both_side_by_side(
    buleleng: Tenant, desk: Client
) -> None:
    """Same family card, or a name with a typing mistake and the same birth date: named, then laid beside."""
    with in_tenant(buleleng):
        sari = registered()
        AccountDevice.objects.all().delete()
        adi = registered(nik="5108024107900011", phone="081299990001", name="I MADE ADI")
        twin = registered(
            nik="5108026512840009", kk="5108021203090099", phone="081299990002", name="NI LUH SRI DEWI"
        )
        AccountDevice.objects.all().delete()
    shown = page(desk, f"/petugas/akun/{sari.public_id}/")
    assert "KK ini dipakai 1 akun lain:" in shown
    assert f'href="/petugas/akun/{adi.public_id}/"' in shown
    address = f"/petugas/akun/{sari.public_id}/serupa/"
    both = page(desk, address)
    assert "Nomor KK sama" in both
    assert "Nama mirip dan tanggal lahir sama" in both
    laid = page(desk, f"{address}?dengan={twin.public_id}")
    assert laid.count("25-12-1984") == 2
    assert "5108 0265 1284 0009" in laid
    with in_tenant(buleleng):
        assert Entry.objects.filter(action="residents.view", obj_ref=str(twin.public_id)).exists()


def test_the_same_nik_of_a_closed_account_is_named_and_another_zones_people_are_not(
    buleleng: Tenant, made: Membership, desk: Client
) -> None:
    with in_tenant(buleleng):
        old = registered()
        Account.objects.filter(pk=old.account_id).update(closed_at=clock.now())
        sari = registered(phone="081299990001")
        here, away = ZoneKecamatan.objects.distinct("zone").select_related("zone")[:2]
        Resident.objects.filter(pk=sari.pk).update(kecamatan_code=here.kecamatan_code)
        Resident.objects.filter(pk=old.pk).update(kecamatan_code=away.kecamatan_code)
    timur = officer(buleleng, "timur", zone=here.zone.slug)
    assert "NIK ini ada di 1 akun lain:" in page(desk, f"/petugas/akun/{sari.public_id}/")
    assert "NIK sama" in page(desk, f"/petugas/akun/{sari.public_id}/serupa/")
    there = at_desk(timur)
    assert str(old.public_id) not in page(there, f"/petugas/akun/{sari.public_id}/")
    assert "1 akun lain di luar wilayah Anda" in page(there, f"/petugas/akun/{sari.public_id}/serupa/")


def test_issue_4_heads_see_the_clusters_and_others_do_not(buleleng: Tenant, desk: Client) -> None:
    with in_tenant(buleleng):
        others(5)
        others(1, phone="081299990001", first=20)
    head = at_desk(officer(buleleng, "kepala", roles=("kepala_dinas",)))
    shown = page(head, "/petugas/akun/pantau/")
    assert "6 akun" in shown
    assert "/petugas/akun/pantau/" in page(head, "/petugas/"), "heads find the page in their tabs"
    assert "ORANG 10" in shown
    assert desk.get("/petugas/akun/pantau/").status_code == 403


def test_the_watch_page_costs_the_same_for_one_cluster_and_for_three(buleleng: Tenant) -> None:
    head = at_desk(officer(buleleng, "kepala", roles=("kepala_dinas",)))
    with in_tenant(buleleng):
        others(5)
        others(1, phone="081299990001", first=20)
    page(head, "/petugas/akun/pantau/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(head, "/petugas/akun/pantau/")
    with in_tenant(buleleng):
        others(5, phone="081299990004", first=30)
        Resident.objects.filter(phone_hash__isnull=False).update(phone_hash=b"p" * 32)
    with CaptureQueriesContext(connection) as many:
        page(head, "/petugas/akun/pantau/")
    assert len(many) <= len(few) + 1 <= 22, [query["sql"][:90] for query in many]


def test_issue_4_freezing_and_opening_on_the_screens(buleleng: Tenant, desk: Client, sari: Resident) -> None:
    address = f"/petugas/akun/{sari.public_id}/"
    assert "Bekukan akun" in page(desk, address)
    refused = desk.post(f"{address}bekukan/", {"alasan": "", "catatan": "x"})
    assert refused.status_code == 422
    assert "Pilih alasan pembekuan." in refused.content.decode()
    assert desk.post(f"{address}bekukan/", {"alasan": "broker"}).status_code == 302
    assert "Membukanya perlu petugas lain" in page(desk, address)
    own = desk.post(f"{address}buka/", {"catatan": "Sudah datang."})
    assert own.status_code == 422
    assert "petugas kedua" in own.content.decode()
    second = at_desk(officer(buleleng, "wayan"))
    assert "Buka akun" in page(second, address)
    assert second.post(f"{address}buka/", {"catatan": "Datang dengan KTP asli."}).status_code == 302
    with in_tenant(buleleng):
        sari.refresh_from_db()
        assert sari.state == "verified"


def test_issue_4_the_lost_phone_on_the_screens(buleleng: Tenant, sari: Resident) -> None:
    counter = at_desk(officer(buleleng, "loket", roles=("petugas_loket",)))
    address = f"/petugas/akun/{sari.public_id}/nomor/"
    shown = page(counter, address)
    assert "Cocokkan orangnya dengan foto pendaftaran" in shown
    assert "Wajah + KTP" in shown
    ticks = ["ktp", "wajah", "data"]
    for typed, status, sentence in (
        ({"no_wa": "0812", "lihat": ticks}, 422, "Nomor"),
        ({"no_wa": "081299990000", "lihat": ["ktp"]}, 422, "Centang dulu yang sudah Anda lihat sendiri"),
        ({"no_wa": SARI_PHONE, "lihat": ticks}, 422, "sudah terpasang"),
    ):
        refused = counter.post(address, typed)
        assert refused.status_code == status, typed
        assert sentence in refused.content.decode()
    sent = counter.post(address, {"no_wa": "081299990000", "lihat": ticks})
    assert sent["Location"] == f"{address}kode/"
    assert "0812 9999 0000" in page(counter, f"{address}kode/")
    wrong = counter.post(f"{address}kode/", {"kode": "000001"})
    assert wrong.status_code == 422
    done = counter.post(f"{address}kode/", {"kode": last_code(buleleng)})
    assert done.status_code == 302
    assert "Nomor baru sudah terpasang" in page(counter, address)
    assert counter.post(f"{address}kembalikan/").status_code == 302
    with in_tenant(buleleng):
        sari.refresh_from_db()
        assert str(sari.phone) == "+62" + SARI_PHONE[1:]
        seen = Entry.objects.filter(action="residents.view", purpose="recovery")
        assert seen.exists()


def test_the_lost_phone_is_nobodys_business_without_role_or_in_another_dinas(
    buleleng: Tenant, surakarta: Tenant, sari: Resident
) -> None:
    putu = at_desk(officer(buleleng, "putu", roles=("operator_ktp",)))
    assert putu.get(f"/petugas/akun/{sari.public_id}/nomor/").status_code == 403
    joko = at_desk(officer(surakarta, "joko"), "surakarta.localhost")
    for path in ("nomor/", "serupa/", "bekukan/", "nomor/foto/selfie_ktp/"):
        assert joko.get(f"/petugas/akun/{sari.public_id}/{path}").status_code == 404, path
    with in_tenant(buleleng):
        waiting = registered(nik="5108024107900002", phone="081299990002")
    counter = at_desk(officer(buleleng, "loket", roles=("petugas_loket",)))
    assert counter.get(f"/petugas/akun/{waiting.public_id}/nomor/").status_code == 404


def test_issue_4_siak_stands_beside_the_form_and_gates_nothing(buleleng: Tenant, desk: Client) -> None:
    with in_tenant(buleleng):
        set_registry(adapter="stub", asks_on_arrival=True, daily_limit=100, legal_basis="UU 24/2013")
        sari = registered(nik="5108025403949901", kk="5108021203119902", name="Ni Luh Putu Sari Dewi")
        (pending,) = PendingLookup.objects.all()
    address = f"/petugas/akun/{sari.public_id}/"
    assert "Sedang ditanyakan" in page(desk, address)
    assert look_up(buleleng, pending.pk) == "answered"
    shown = page(desk, address)
    assert "Nama: sesuai" in shown
    assert "Nomor KK: tidak sesuai" in shown
    assert "Setujui akun" in shown
    assert desk.post(f"{address}siak/").status_code == 302
    with in_tenant(buleleng):
        assert PendingLookup.objects.get().actor_kind == "officer"


def test_issue_4_an_outage_of_siak_is_said_with_its_hour(buleleng: Tenant, desk: Client) -> None:
    with in_tenant(buleleng):
        set_registry(adapter="stub", asks_on_arrival=True, daily_limit=100, legal_basis="UU 24/2013")
        sari = registered(nik="5108024107909999")
        (pending,) = PendingLookup.objects.all()
    look_up(buleleng, pending.pk)
    shown = page(desk, f"/petugas/akun/{sari.public_id}/")
    assert "SIAK tidak menjawab sejak " in shown
    assert "periksa dengan cara biasa" in shown
    assert "Setujui akun" in shown


def test_s3_24_an_officer_whose_nik_is_not_noted_is_told_so(buleleng: Tenant, desk: Client) -> None:
    with in_tenant(buleleng):
        sari = registered()
    assert "NIK Anda sendiri belum dicatat kantor" in page(desk, f"/petugas/akun/{sari.public_id}/")
