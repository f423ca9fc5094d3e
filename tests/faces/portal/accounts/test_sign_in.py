"""Log in, out, and what a session that ended leaves behind (seeds S0-11, S0-16, S3-28; goals R06, R11, R13)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from loket.accounts.actions.end_sessions import end_sessions
from loket.accounts.actions.set_active import set_active
from loket.accounts.models import Session
from loket.foundation.kernel import clock
from loket.residents.models import Resident
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.residents.people import PASSWORD, SARI_NIK, registered

UNKNOWN_NIK = "5108020512840001"


@pytest.fixture
def sari(buleleng: Tenant) -> Resident:
    with in_tenant(buleleng):
        return registered()


def log_in(browser: Client, nik: str = SARI_NIK, password: str = PASSWORD, **more: str) -> HttpResponse:
    answer: HttpResponse = browser.post("/masuk/", {"nik": nik, "password": password, **more})  # type: ignore[assignment]
    return answer


def comparable(answer: HttpResponse) -> tuple[int, dict[str, str], str]:
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    body = body.replace(SARI_NIK, "NIK").replace(UNKNOWN_NIK, "NIK")
    headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
    return answer.status_code, headers, body


def test_known_and_unknown_nik_read_alike(sari: Resident) -> None:
    """R06: status, headers and body."""
    browsers = [Client(headers={"host": "buleleng.localhost"}) for _ in range(2)]

    known = log_in(browsers[0], password="salah sekali ya")
    unknown = log_in(browsers[1], nik=UNKNOWN_NIK, password="salah sekali ya")

    assert comparable(known) == comparable(unknown)
    assert known.status_code == 422
    assert "NIK atau kata sandi tidak cocok." in known.content.decode()


def test_only_the_nik_logs_in(phone: Client, sari: Resident) -> None:
    """S0-16: phone or e-mail alone does not."""
    assert log_in(phone, nik="081234567890").status_code == 422
    assert log_in(phone, nik="5108 0265 1284 0001")["Location"] == "/akun/"


def test_the_page_that_was_asked_for_comes_after_log_in(phone: Client, sari: Resident) -> None:
    """S0-11."""
    asked = phone.get("/akun/kata-sandi/?a=1")
    assert asked["Location"] == "/masuk/?lanjut=/akun/kata-sandi/%3Fa%3D1"

    page = phone.get(asked["Location"]).content.decode()
    assert 'name="lanjut" value="/akun/kata-sandi/?a=1"' in page
    assert log_in(phone, lanjut="/akun/kata-sandi/?a=1")["Location"] == "/akun/kata-sandi/?a=1"


@pytest.mark.parametrize(
    "elsewhere", ["https://jahat.example/", "//jahat.example/", "/\\jahat.example", "javascript:x"]
)
def test_log_in_leads_nowhere_else(phone: Client, sari: Resident, elsewhere: str) -> None:
    assert log_in(phone, lanjut=elsewhere)["Location"] == "/akun/"


def test_log_in_gives_a_new_session(phone: Client, sari: Resident, buleleng: Tenant) -> None:
    """R11: a key fixed before log in is worth nothing after it."""
    phone.get("/daftar/")
    phone.post("/daftar/", {"nik": UNKNOWN_NIK, "no_kk": "5108021203090007", "nama": "Ketut"})
    before = phone.cookies["masuk"].value

    log_in(phone)

    assert phone.cookies["masuk"].value != before
    stolen = Client(headers={"host": "buleleng.localhost"})
    stolen.cookies["masuk"] = before
    assert stolen.get("/akun/")["Location"].startswith("/masuk/")
    with in_tenant(buleleng):
        assert Session.objects.count() == 1
        assert phone.cookies["masuk"].value.encode() not in bytes(Session.objects.get().key_hash)


def test_every_session_ends_at_once(sari: Resident, buleleng: Tenant) -> None:
    """R11: password change, deactivation, "keluar dari semua perangkat"."""
    for end in (
        lambda: end_sessions(sari.account, why="asked"),
        lambda: set_active(sari.account, active=False),
    ):
        with in_tenant(buleleng):
            set_active(sari.account, active=True)
        browsers = [Client(headers={"host": "buleleng.localhost"}) for _ in range(2)]
        for browser in browsers:
            log_in(browser)
            assert browser.get("/akun/").status_code == 200
        with in_tenant(buleleng):
            end()
        for browser in browsers:
            assert browser.get("/akun/")["Location"].startswith("/masuk/")


def test_a_new_password_signs_the_other_phone_out(sari: Resident) -> None:
    here, there = (Client(headers={"host": "buleleng.localhost"}) for _ in range(2))
    log_in(here)
    log_in(there)

    refused = here.post("/akun/kata-sandi/", {"lama": "salah", "password": "nasi jinggo enak"})
    changed = here.post("/akun/kata-sandi/", {"lama": PASSWORD, "password": "nasi jinggo enak"})

    assert refused.status_code == 422
    assert changed["Location"] == "/akun/"
    assert here.get("/akun/").status_code == 200
    assert there.get("/akun/")["Location"].startswith("/masuk/")
    assert log_in(there).status_code == 422
    assert log_in(there, password="nasi jinggo enak").status_code == 302


def test_a_session_rests_at_most_thirty_minutes_and_lives_at_most_half_a_day(
    phone: Client, sari: Resident
) -> None:
    """experience.md, interaction rule 24; ASVS 7.3.2."""
    now = clock.now()
    log_in(phone)
    for minutes in range(0, 11 * 60, 25):
        with clock.frozen(now + timedelta(minutes=minutes)):
            assert phone.get("/akun/").status_code == 200

    with clock.frozen(now + timedelta(hours=12, minutes=1)):
        assert phone.get("/akun/")["Location"].startswith("/masuk/")

    log_in(phone)
    with clock.frozen(clock.now() + timedelta(minutes=31)):
        ended = phone.get("/akun/")
        page = phone.get(ended["Location"]).content.decode()
    assert "Anda keluar otomatis demi keamanan. Isian tersimpan." in page


def test_what_was_typed_when_the_session_ended_is_offered_again(phone: Client, sari: Resident) -> None:
    """Idle time-out keeps what was typed, for the same person only, without secrets."""
    log_in(phone)
    with clock.frozen(clock.now() + timedelta(minutes=40)):
        late = phone.post("/akun/perbaikan/", {"nik": "5108 0265", "password": "rahasia"})
        assert late["Location"] == "/masuk/?lanjut=/akun/perbaikan/"
        back = log_in(phone, lanjut="/akun/perbaikan/")
        assert back["Location"] == "/masuk/lanjutkan/"
        page = phone.get(back["Location"]).content.decode()
    assert 'action="/akun/perbaikan/"' in page
    assert 'name="nik" value="5108 0265"' in page
    assert "rahasia" not in page


def test_guessing_is_stopped_but_the_owner_on_her_own_phone_is_not(sari: Resident) -> None:
    """R13: ten tries in twelve minutes; a browser that knows the account has its own count."""
    own = Client(headers={"host": "buleleng.localhost"})
    log_in(own)
    stranger = Client(headers={"host": "buleleng.localhost"})

    statuses = [log_in(stranger, password="tebakan saja", X=str(n)).status_code for n in range(12)]

    assert statuses == [422] * 9 + [429] * 3
    assert log_in(own).status_code == 302
    with clock.frozen(clock.now() + timedelta(minutes=15)):
        assert log_in(stranger).status_code == 302


def test_log_out_ends_the_session_and_a_look_does_not(phone: Client, sari: Resident) -> None:
    log_in(phone)
    cookie = phone.cookies["masuk"].value

    assert phone.get("/keluar/").status_code == 200
    assert phone.get("/akun/").status_code == 200
    phone.post("/keluar/")
    phone.cookies["masuk"] = cookie

    assert phone.get("/akun/")["Location"].startswith("/masuk/")


def test_a_session_of_one_dinas_is_nothing_at_another(
    phone: Client, sari: Resident, surakarta: Tenant
) -> None:
    log_in(phone)
    elsewhere = Client(headers={"host": "surakarta.localhost"})
    elsewhere.cookies["masuk"] = phone.cookies["masuk"].value

    assert elsewhere.get("/akun/")["Location"].startswith("/masuk/")
    assert log_in(elsewhere).status_code == 422


def test_the_landing_page_shows_who_one_is_and_what_is_offered(
    phone: Client, sari: Resident, buleleng: Tenant
) -> None:
    """S0-19, S0-20: name, masked NIK, and exactly the services this office has switched on."""
    from loket.catalogue.actions.import_catalogue import import_catalogue
    from loket.catalogue.loading import packaged
    from loket.residents.actions.verify import verify
    from tests.staff.people import officer

    with in_tenant(buleleng):
        import_catalogue(packaged(), codes=["ktp-hilang"], by=None)
        verify(sari, by=officer(buleleng))
    log_in(phone)

    page = phone.get("/akun/").content.decode()

    assert "NI LUH SARI DEWI" in page
    assert "510802••••••0001" in page
    assert page.count('href="/layanan/ktp-hilang/"') == 1
    assert page.count('href="/layanan/ktp-') == 1
