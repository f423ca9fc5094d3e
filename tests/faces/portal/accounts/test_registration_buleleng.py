"""Registration in the Buleleng profile, by plain posts (seeds S3-16 to S3-23, S3-27, S3-28)."""

from __future__ import annotations

import pytest
from django.test import Client

from loket.notifications.models import Message
from loket.residents.models import Resident
from loket.residents.queries import current_papers, resident_by_nik
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.residents.people import PASSWORD, SARI_KK, SARI_NIK, SARI_PHONE, photo, register_by_posts


def test_sari_registers_and_waits(phone: Client, buleleng: Tenant) -> None:
    """S3-17, S3-19 to S3-23: five answers, four photos, one submit; the account waits for an officer."""
    answers = register_by_posts(phone, buleleng)

    assert [answer.status_code for answer in answers] == [302] * 8  # type: ignore[attr-defined]
    page = phone.get("/daftar/selesai/")
    assert "Pendaftaran terkirim" in page.content.decode()
    with in_tenant(buleleng):
        sari = resident_by_nik(SARI_NIK)
        assert sari is not None
        assert (sari.state, sari.name, sari.phone) == (
            "awaiting_verification",
            "NI LUH SARI DEWI",
            "+6281234567890",
        )
        assert set(current_papers(sari)) == {"ktp_asli", "kk_asli", "foto_ttd", "selfie_ktp"}
        assert sari.phone_proved_at is not None


def test_waiting_sari_can_log_in_but_not_apply(phone: Client, buleleng: Tenant) -> None:
    """S3-27, S3-28: log in works, the page says that verification is pending."""
    register_by_posts(phone, buleleng)

    entered = phone.post("/masuk/", {"nik": SARI_NIK, "password": PASSWORD})
    home = phone.get("/akun/").content.decode()

    assert entered["Location"] == "/akun/"
    assert "Menunggu pemeriksaan" in home
    assert "510802••••••0001" in home
    assert SARI_NIK not in home
    assert phone.get("/akun/lengkapi/")["Location"] == "/akun/"


def test_no_step_can_be_skipped(phone: Client, buleleng: Tenant) -> None:
    for page in ("kontak", "ktp", "wajah", "periksa", "kode"):
        assert phone.get(f"/daftar/{page}/")["Location"] == "/daftar/"

    phone.post("/daftar/", {"nik": SARI_NIK, "no_kk": SARI_KK, "nama": "Ni Luh Sari Dewi"})

    assert phone.get("/daftar/kk/")["Location"] == "/daftar/kontak/"
    assert phone.get("/daftar/tidak-ada/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"nik": "510802651284000"}, "NIK harus 16 angka, ini baru 15."),
        ({"nik": "51080265A2840001"}, "NIK"),
        (
            {"nik": "5108023113840001"},
            "NIK ini tidak cocok dengan tanggal lahir. Periksa angka ke-7 sampai ke-12.",
        ),
        ({"no_kk": SARI_NIK}, "Nomor KK sama dengan NIK. Nomor KK ada di bagian atas Kartu Keluarga."),
        ({"nama": ""}, "Isi nama lengkap Anda seperti di KTP atau KK."),
    ],
)
def test_wrong_numbers_are_answered_beside_the_field(
    phone: Client, typed: dict[str, str], sentence: str
) -> None:
    """Errors are 422, the values stay, the summary links to the field (experience.md, interaction rule 4)."""
    right = {"nik": "5108 0265 1284 0001", "no_kk": SARI_KK, "nama": "Ni Luh Sari Dewi"}

    answer = phone.post("/daftar/", right | typed)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert page.count(sentence) >= 2
    assert "<title>Ada yang perlu diperbaiki" in page
    assert f'href="#id_{next(iter(typed))}"' in page
    assert (SARI_KK if "no_kk" not in typed else "Ni Luh Sari Dewi") in page


def test_a_password_of_seven_is_refused_and_of_eight_accepted(phone: Client, buleleng: Tenant) -> None:
    """S3-18, and the phone in any spelling is one number (S0-13)."""
    phone.post("/daftar/", {"nik": SARI_NIK, "no_kk": SARI_KK, "nama": "Ni Luh Sari Dewi"})

    short = phone.post("/daftar/kontak/", {"no_wa": SARI_PHONE, "password": "kopihi7"})
    assert short.status_code == 422
    assert "Kata sandi paling sedikit 8 huruf atau angka. Ini baru 7." in short.content.decode()
    assert SARI_PHONE in short.content.decode()

    right = phone.post("/daftar/kontak/", {"no_wa": "62 812 3456 7890", "password": "kopihit7"})
    assert right["Location"] == "/daftar/ktp/"


def test_a_step_without_its_photo_says_which(phone: Client, buleleng: Tenant) -> None:
    """S3-19: either KTP or Surket; none is refused by name."""
    phone.post("/daftar/", {"nik": SARI_NIK, "no_kk": SARI_KK, "nama": "Ni Luh Sari Dewi"})
    phone.post("/daftar/kontak/", {"no_wa": SARI_PHONE, "password": PASSWORD})

    empty = phone.post("/daftar/ktp/")
    wrong = phone.post("/daftar/ktp/", {"ktp_asli": photo_named_but_text()})
    letter_page = phone.get("/daftar/ktp/?pakai=surket_rekam").content.decode()
    letter = phone.post("/daftar/ktp/?pakai=surket_rekam", {"surket_rekam": photo()})

    assert empty.status_code == 422
    assert "Foto KTP belum ada. Ambil foto, lalu lanjut." in empty.content.decode()
    assert wrong.status_code == 422
    assert 'name="surket_rekam"' in letter_page
    assert letter["Location"] == "/daftar/kk/"


def photo_named_but_text() -> object:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("foto.jpg", b"bukan foto sama sekali", content_type="image/jpeg")


def test_a_second_submit_makes_no_second_account(phone: Client, buleleng: Tenant) -> None:
    register_by_posts(phone, buleleng)

    again = phone.post("/daftar/kode/", {"kode": "123456"})
    checked = phone.post("/daftar/periksa/", {"pernyataan": "on"})

    assert again["Location"] == checked["Location"] == "/daftar/selesai/"
    with in_tenant(buleleng):
        assert Resident.objects.count() == 1


def test_a_nik_with_an_account_sees_the_same_pages_and_the_owner_is_told(
    phone: Client, buleleng: Tenant
) -> None:
    """S0-18, goal R06: same answers; one account stays; the owner's phone hears of it, not the stranger."""
    first = register_by_posts(phone, buleleng)
    stranger = Client(headers={"host": "buleleng.localhost"})
    second = register_stranger(stranger, buleleng)

    for one, other in zip(first, second, strict=True):
        assert (one.status_code, one["Location"]) == (other.status_code, other["Location"])  # type: ignore[attr-defined,index]
    pages = [browser.get("/daftar/selesai/").content.decode() for browser in (phone, stranger)]
    assert without_numbers(pages[0]) == without_numbers(pages[1])
    with in_tenant(buleleng):
        assert Resident.objects.count() == 1
        told = Message.objects.get(kind="residents.nik_used")
        assert told.to == "+6281234567890"
        assert SARI_NIK not in told.text


def register_stranger(browser: Client, tenant: Tenant) -> list[object]:
    """The same walk with another phone."""
    from tests.residents import people

    original = people.SARI_PHONE
    people.SARI_PHONE = "085712345678"
    try:
        return register_by_posts(browser, tenant, password="teh manis sore")
    finally:
        people.SARI_PHONE = original


def without_numbers(page: str) -> str:
    """The page without what differs by chance: ticket number, CSRF tokens."""
    import re

    page = re.sub(r"AKUN-\w{4}-\w{4}", "", page)
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
