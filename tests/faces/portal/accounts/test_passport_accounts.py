"""Accounts of foreigners without a NIK, by plain posts (issue 3: passport-based applicants without NIK)."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from loket.notifications.models import Message
from loket.residents.models import Resident
from loket.residents.queries import current_papers
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.cast import BULELENG_HOST
from tests.residents.foreigners import (
    ANNA_NUMBER,
    ANNA_PHONE,
    PASSPORT,
    passport_posts,
    register_by_passport,
    the_foreigner,
)
from tests.residents.people import PASSWORD, SARI_KK, SARI_NIK, last_code, registered

from .test_equal_work import fresh, statements

UNKNOWN = "PB99Z88Y7"


def enter(browser: Client, name: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    answer: HttpResponse = browser.post("/masuk/", {"nik": name, "password": password, **more})  # type: ignore[assignment]
    return answer


@pytest.fixture
def anna(buleleng: Tenant) -> Resident:
    register_by_passport(Client(headers={"host": BULELENG_HOST}), buleleng)
    return the_foreigner(buleleng)


def test_four_photos_instead_of_ktp_and_kk(phone: Client, buleleng: Tenant) -> None:
    """The Buleleng profile: passport, permit, signature and face, then the code; an officer checks."""
    answers = register_by_passport(phone, buleleng)

    assert [answer.status_code for answer in answers] == [302] * 9  # type: ignore[attr-defined]
    assert "Pendaftaran terkirim" in phone.get("/daftar/selesai/").content.decode()
    anna = the_foreigner(buleleng)
    with in_tenant(buleleng):
        assert (anna.state, anna.name, str(anna.passport), anna.nik) == (
            "awaiting_verification",
            "ANNA VISSER",
            ANNA_NUMBER,
            "",
        )
        assert set(current_papers(anna)) == {"dok_perjalanan", "itas", "foto_ttd", "selfie_paspor"}


def test_the_way_is_offered_quietly_in_both_languages(phone: Client) -> None:
    first = phone.get("/daftar/").content.decode()
    assert 'href="/daftar/paspor/">Saya WNA, belum punya NIK</a>' in first
    assert "I am a foreigner without a NIK" in first

    phone.post("/bahasa/", {"bahasa": "en", "kembali": "/daftar/paspor/"})
    page = phone.get("/daftar/paspor/").content.decode()
    assert '<html lang="en"' in page
    assert ">Netherlands</option>" in page
    assert ">Bahasa Indonesia</button>" in page
    assert ">Indonesia</option>" not in page


def test_a_visitor_is_not_asked_for_a_permit_he_cannot_have(phone: Client) -> None:
    phone.post("/daftar/paspor/", PASSPORT)
    phone.post("/daftar/diri/", {"nama": "Anna Visser", "izin": "kunjungan"})
    assert phone.get("/daftar/izin-itas/").status_code == 404
    phone.post("/daftar/diri/", {"nama": "Anna Visser", "izin": "itap"})
    assert phone.get("/daftar/izin-itap/")["Location"] == "/daftar/kontak/"


def test_no_step_can_be_skipped_and_the_ways_do_not_mix(phone: Client) -> None:
    for page in ("kontak", "periksa", "kode"):
        assert phone.get(f"/daftar/{page}/")["Location"] == "/daftar/"
    phone.post("/daftar/paspor/", PASSPORT)
    assert phone.get("/daftar/kontak/")["Location"] == "/daftar/diri/"
    assert phone.get("/daftar/ktp/").status_code == 404
    phone.post("/daftar/", {"nik": SARI_NIK, "no_kk": SARI_KK, "nama": "Ni Luh Sari Dewi"})
    assert phone.get("/daftar/diri/").status_code == 404
    assert phone.get("/daftar/ktp/")["Location"] == "/daftar/kontak/"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"paspor": "AB123"}, "Nomor paspor terdiri dari 6 sampai 9 huruf dan angka, ini ada 5."),
        ({"paspor": "AB12&lt;3456"}, "Nomor paspor hanya berisi huruf dan angka."),
        ({"paspor": ""}, "Isi nomor paspor."),
        ({"negara": ""}, "Pilih negara penerbit paspor."),
        ({"negara": "ZZZ"}, "Pilih negara penerbit paspor dari daftar."),
        ({"negara": "IDN"}, "Pilih negara penerbit paspor dari daftar."),
        (
            {"paspor_sampai": "1-5-2020"},
            "Paspor ini sudah habis masa berlakunya. Perpanjang dulu, lalu daftar.",
        ),
        ({"paspor_sampai": "31-2-2031"}, "Tanggal"),
        ({"paspor_sampai": ""}, "Isi tanggal akhir berlakunya paspor."),
    ],
)
def test_wrong_passports_are_answered_beside_the_field(
    phone: Client, typed: dict[str, str], sentence: str
) -> None:
    answer = phone.post("/daftar/paspor/", PASSPORT | typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(sentence) >= 2
    if "paspor" not in typed:
        assert 'value="nx12 b45c6"' in page


def test_a_passport_that_ends_soon_is_said_before_sending(phone: Client) -> None:
    from loket.foundation.kernel import clock

    soon = clock.now().date().replace(day=1)
    soon = soon.replace(year=soon.year + (soon.month > 10), month=(soon.month + 1) % 12 + 1)
    passport_posts(phone, paspor_sampai=f"{soon:%d-%m-%Y}")
    assert (
        "Paspor ini habis masa berlakunya dalam enam bulan." in phone.get("/daftar/periksa/").content.decode()
    )


@pytest.mark.parametrize("name", ["nx12b45c6", "NLD NX12B45C6", "NLDNX12B45C6", "NX12-B45C6"])
def test_the_number_logs_in_with_or_without_its_country(phone: Client, anna: Resident, name: str) -> None:
    assert enter(phone, name)["Location"] == "/akun/"
    home = phone.get("/akun/").content.decode()
    assert "Paspor ••••••5C6 (NLD)" in home
    assert ANNA_NUMBER not in home
    assert "Menunggu pemeriksaan" in home


def test_the_wrong_country_does_not_log_in(phone: Client, anna: Resident) -> None:
    assert enter(phone, "DEU NX12B45C6").status_code == 422


def test_digits_alone_are_a_passport_where_the_visitor_says_so(phone: Client, buleleng: Tenant) -> None:
    register_by_passport(Client(headers={"host": BULELENG_HOST}), buleleng, paspor="812345678", negara="USA")
    assert "NIK harus 16 angka, ini baru 9." in enter(phone, "812345678").content.decode()
    page = phone.get("/masuk/?dengan=paspor").content.decode()
    assert "Nomor paspor" in page
    assert 'inputmode="numeric"' not in page
    assert enter(phone, "812345678", dengan="paspor")["Location"] == "/akun/"


def _comparable(answer: HttpResponse, *names: str) -> tuple[int, str]:
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    for name in names:
        body = body.replace(name, "NAMA")
    return answer.status_code, body


def test_known_and_unknown_passports_read_and_cost_alike(anna: Resident) -> None:
    """R06 and security rule 34: status, body and statements."""

    def deed(name: str, path: str) -> tuple[tuple[int, str], list[str]]:
        browser, seen = fresh(), []
        kinds = statements(
            lambda: seen.append(browser.post(path, {"nik": name, "password": "salah sekali ya"}))
        )
        return _comparable(seen[0], ANNA_NUMBER, UNKNOWN), kinds

    deed(UNKNOWN, "/masuk/")
    known, unknown = deed(ANNA_NUMBER, "/masuk/"), deed(UNKNOWN, "/masuk/")
    assert known == unknown
    assert known[0][0] == 422
    assert "Nomor paspor atau kata sandi tidak cocok." in known[0][1]
    asked, not_there = deed(ANNA_NUMBER, "/lupa/"), deed("PB99Z88Y6", "/lupa/")
    assert asked[0] == not_there[0]
    assert abs(len(asked[1]) - len(not_there[1])) <= 2


def test_a_forgotten_password_is_made_anew_by_passport(
    phone: Client, anna: Resident, buleleng: Tenant
) -> None:
    assert "Isi nomor paspor." in phone.get("/lupa/?dengan=paspor").content.decode()
    asked = phone.post("/lupa/", {"nik": "NLD nx12b45c6", "dengan": "paspor"})
    assert asked["Location"] == "/lupa/kode/?dengan=paspor"
    phone.post("/lupa/kode/", {"kode": last_code(buleleng)})
    weak = phone.post("/lupa/kata-sandi/", {"password": "nx12b45c6"})
    assert weak.status_code == 422
    phone.post("/lupa/kata-sandi/", {"password": "sawah hijau luas"})
    assert enter(phone, ANNA_NUMBER, "sawah hijau luas")["Location"] == "/akun/"


def test_a_passport_with_an_account_is_answered_alike_and_its_owner_told(
    phone: Client, anna: Resident, buleleng: Tenant
) -> None:
    """S0-18 for passports: one open account each; nothing on the pages says that there is one."""
    answers = register_by_passport(phone, buleleng, no_wa="081200003333")
    assert answers[-1]["Location"] == "/daftar/selesai/"  # type: ignore[index]
    with in_tenant(buleleng):
        assert Resident.objects.count() == 1
        told = Message.objects.get(kind="residents.passport_used")
        assert told.to == "+62" + ANNA_PHONE[1:]
        assert ANNA_NUMBER not in told.text


def test_the_same_number_of_another_country_is_another_person(
    phone: Client, anna: Resident, buleleng: Tenant
) -> None:
    """Then the number alone leads nowhere, the country in front decides."""
    register_by_passport(phone, buleleng, negara="DEU", no_wa="081200003333")
    with in_tenant(buleleng):
        assert Resident.objects.count() == 2
    browser = fresh()
    assert "kode negara di depan nomornya" in enter(browser, ANNA_NUMBER).content.decode()
    assert enter(browser, "DEU NX12B45C6")["Location"] == "/akun/"


def test_the_account_is_of_one_dinas(anna: Resident, surakarta_phone: Client) -> None:
    """The wall: the same passport opens nothing at another dinas."""
    assert enter(surakarta_phone, ANNA_NUMBER).status_code == 422


def test_the_code_profile_asks_passport_phone_code_and_password(
    surakarta_phone: Client, surakarta: Tenant
) -> None:
    """The Surakarta profile: no photos, no officer; name and desa afterwards, no nomor KK."""
    browser = surakarta_phone
    assert browser.post("/daftar/paspor/", PASSPORT)["Location"] == "/daftar/kontak/"
    contact = browser.post("/daftar/kontak/", {"no_wa": ANNA_PHONE, "email": "anna@contoh.id"})
    assert contact["Location"] == "/daftar/kode/"
    browser.post("/daftar/kode/", {"kode": last_code(surakarta)})
    assert browser.post("/daftar/kata-sandi/", {"password": "nx12b45c6"}).status_code == 422
    assert browser.post("/daftar/kata-sandi/", {"password": PASSWORD})["Location"] == "/daftar/selesai/"
    assert "Masuk dengan nomor paspor" in browser.get("/daftar/selesai/").content.decode()
    assert enter(browser, ANNA_NUMBER)["Location"] == "/akun/"
    page = browser.get("/akun/lengkapi/").content.decode()
    assert 'name="nama"' in page
    assert 'name="no_kk"' not in page
    assert the_foreigner(surakarta).state == "verified"


def test_people_with_a_nik_pay_nothing_for_it(buleleng: Tenant) -> None:
    """Log in by NIK asks the database as often as before passports came."""
    with in_tenant(buleleng):
        registered()
    browser = fresh()
    enter(browser, SARI_NIK, "salah sekali ya")
    kinds = statements(lambda: enter(fresh(), SARI_NIK, "salah sekali ya"))
    assert not [kind for kind in kinds if "residents_resident" in kind]
