"""Registration in the Surakarta profile, by plain posts (seeds S0-11 to S0-19)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from loket.foundation.kernel import clock
from loket.notifications.models import Message
from loket.regions.models import Region
from loket.residents.models import Registration, Resident
from loket.residents.queries import resident_by_nik
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.residents.people import last_code

NIK = "3372015708900001"
PASSWORD = "sate kambing enak"


def until_code(browser: Client, phone: str = "0812-3456-7890") -> object:
    browser.post("/daftar/", {"nik": NIK})
    return browser.post("/daftar/kontak/", {"no_wa": phone, "email": "joko@contoh.id"})


def test_nik_phone_code_password_and_in(surakarta_phone: Client, surakarta: Tenant) -> None:
    """S0-12 to S0-16: NIK alone first, then phone and e-mail, then the SMS code, then the password."""
    first = surakarta_phone.get("/daftar/").content.decode()
    assert 'name="nik"' in first
    assert 'name="no_wa"' not in first

    assert until_code(surakarta_phone)["Location"] == "/daftar/kode/"  # type: ignore[index]
    with in_tenant(surakarta):
        sent = Message.objects.get(kind="accounts.code")
        assert (sent.channel, sent.to) == ("sms", "+6281234567890")
        assert len(sent.text) <= 160
    coded = surakarta_phone.post("/daftar/kode/", {"kode": last_code(surakarta)})
    done = surakarta_phone.post("/daftar/kata-sandi/", {"password": PASSWORD})
    assert (coded["Location"], done["Location"]) == ("/daftar/kata-sandi/", "/daftar/selesai/")
    assert surakarta_phone.post("/masuk/", {"nik": NIK, "password": PASSWORD})["Location"] == "/akun/"
    with in_tenant(surakarta):
        resident = resident_by_nik(NIK)
        assert resident is not None
        assert (resident.state, resident.email) == ("verified", "joko@contoh.id")


def test_no_password_before_the_code(surakarta_phone: Client, surakarta: Tenant) -> None:
    """S0-15."""
    until_code(surakarta_phone)

    early = surakarta_phone.post("/daftar/kata-sandi/", {"password": PASSWORD})

    assert early["Location"] == "/daftar/kode/"
    with in_tenant(surakarta):
        assert Registration.objects.get().password_hash == ""


def test_wrong_expired_and_used_codes_are_refused(surakarta_phone: Client, surakarta: Tenant) -> None:
    """S0-14."""
    until_code(surakarta_phone)
    code = last_code(surakarta)
    wrong = surakarta_phone.post("/daftar/kode/", {"kode": "000000" if code != "000000" else "111111"})
    assert wrong.status_code == 422
    assert "Kode tidak cocok." in wrong.content.decode()

    with clock.frozen(clock.now() + timedelta(minutes=5, seconds=1)):
        late = surakarta_phone.post("/daftar/kode/", {"kode": code})
    assert "Kode sudah tidak berlaku. Minta kode baru." in late.content.decode()

    assert surakarta_phone.post("/daftar/kode/", {"kode": code}).status_code == 302
    other = Client(headers={"host": "surakarta.localhost"})
    other.post("/daftar/", {"nik": "3372011708900002"})
    other.post("/daftar/kontak/", {"no_wa": "081234567890", "email": "lain@contoh.id"})
    replayed = other.post("/daftar/kode/", {"kode": code})
    assert replayed.status_code == 422


def test_five_wrong_tries_end_a_code_and_sending_again_does_not_help(
    surakarta_phone: Client, surakarta: Tenant
) -> None:
    """Security rule 33: 5 tries; a resend does not set them back."""
    until_code(surakarta_phone)
    now = clock.now()
    wrong = "123456" if last_code(surakarta) != "123456" else "654321"
    for _try in range(4):
        surakarta_phone.post("/daftar/kode/", {"kode": wrong})
    with clock.frozen(now + timedelta(seconds=70)):
        again = surakarta_phone.post("/daftar/kode/", {"kirim_ulang": "1"})
        assert again.status_code == 200
        surakarta_phone.post("/daftar/kode/", {"kode": wrong})
        exhausted = surakarta_phone.post("/daftar/kode/", {"kode": last_code(surakarta)})
    assert exhausted.status_code == 422
    assert "Kode salah 5 kali." in exhausted.content.decode()


def test_a_code_is_sent_again_only_after_a_minute_and_three_times_an_hour(
    surakarta_phone: Client, surakarta: Tenant
) -> None:
    """S0-14, goal R10."""
    until_code(surakarta_phone)
    now = clock.now()

    assert surakarta_phone.post("/daftar/kode/", {"kirim_ulang": "1"}).status_code == 429
    statuses = []
    for minutes in (2, 4, 6):
        with clock.frozen(now + timedelta(minutes=minutes)):
            statuses.append(surakarta_phone.post("/daftar/kode/", {"kirim_ulang": "1"}).status_code)

    assert statuses == [200, 200, 429]
    with in_tenant(surakarta):
        assert Message.objects.filter(kind="accounts.code").count() == 3


@pytest.mark.parametrize("typed", ["0812 3456 7890", "62812 3456 7890", "+62 812-3456-7890", "812.3456.7890"])
def test_every_spelling_of_a_number_is_one_number(
    surakarta_phone: Client, surakarta: Tenant, typed: str
) -> None:
    """S0-13."""
    until_code(surakarta_phone, typed)

    with in_tenant(surakarta):
        assert Message.objects.get(kind="accounts.code").to == "+6281234567890"


def test_name_kk_and_desa_are_asked_once_before_the_first_application(
    surakarta_phone: Client, surakarta: Tenant
) -> None:
    """Settled: the Surakarta profile asks them after the first log in."""
    until_code(surakarta_phone)
    surakarta_phone.post("/daftar/kode/", {"kode": last_code(surakarta)})
    surakarta_phone.post("/daftar/kata-sandi/", {"password": PASSWORD})
    surakarta_phone.post("/masuk/", {"nik": NIK, "password": PASSWORD})
    desa = Region.objects.filter(code__startswith="33.72.01.").order_by("code").first()
    assert desa is not None
    typed = {"nama": "Siti Aminah", "no_kk": "3372010203110004", "desa": desa.code, "lanjut": "/layanan/"}

    wrong = surakarta_phone.post("/akun/lengkapi/", typed | {"desa": "51.08.01.2001"})
    right = surakarta_phone.post("/akun/lengkapi/", typed)

    assert wrong.status_code == 422
    assert right["Location"] == "/layanan/"
    with in_tenant(surakarta):
        siti = Resident.objects.get()
        assert (siti.name, siti.kecamatan_code, siti.is_complete) == ("SITI AMINAH", "33.72.01", True)
        assert siti.account.display_name == "SITI AMINAH"
    assert surakarta_phone.get("/akun/lengkapi/")["Location"] == "/akun/"


def test_the_sixth_account_on_one_phone_is_refused_after_the_code(
    surakarta_phone: Client, surakarta: Tenant
) -> None:
    """A phone may serve a family, not a broker: five accounts."""
    until_code(surakarta_phone)
    surakarta_phone.post("/daftar/kode/", {"kode": last_code(surakarta)})
    surakarta_phone.post("/daftar/kata-sandi/", {"password": PASSWORD})
    with in_tenant(surakarta):
        first = Resident.objects.get()
        for number in range(4):
            _copy(first, number)
    browser = Client(headers={"host": "surakarta.localhost"})
    browser.post("/daftar/", {"nik": "3372011708900009"})
    browser.post("/daftar/kontak/", {"no_wa": "081234567890", "email": "lain@contoh.id"})

    answer = browser.post("/daftar/kode/", {"kode": last_code(surakarta)})

    assert answer.status_code == 422
    assert "Nomor ini sudah dipakai 5 akun." in answer.content.decode()


def _copy(resident: Resident, number: int) -> None:
    from loket.accounts.actions.create_account import create_account
    from loket.accounts.models import Kind

    account = create_account(Kind.RESIDENT, f"copy-{number}", password_hash="!")
    Resident.objects.create(
        account=account,
        nik=f"33720117089001{number:02d}",
        nik_hash=bytes([number]) * 32,
        phone=resident.phone,
        phone_hash=resident.phone_hash,
    )
