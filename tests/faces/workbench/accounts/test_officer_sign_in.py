"""Officers: password, second factor, recovery codes, and nothing before all of it (goals R09, R11, R12)."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
from django.test import Client

from loket.accounts.models import Account
from loket.foundation.kernel import clock
from loket.staff.actions.deactivate_officer import deactivate_officer
from loket.staff.actions.set_roles import set_roles
from loket.staff.models import Membership
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.staff.people import OFFICER_PASSWORD, TOTP_SECRET, officer, signed_in, totp_now


@pytest.fixture
def made(buleleng: Tenant) -> Membership:
    return officer(buleleng)


@pytest.fixture
def browser(buleleng: Tenant) -> Client:
    return Client(headers={"host": "buleleng.localhost"})


def give_password(browser: Client, username: str = "made", password: str = OFFICER_PASSWORD) -> object:
    return browser.post("/petugas/masuk/", {"username": username, "password": password})


INSIDE = ("/petugas/", "/petugas/akun/", "/petugas/saya/", "/petugas/permohonan/", "/petugas/cari/")


def test_after_the_password_alone_nothing_opens(browser: Client, made: Membership) -> None:
    """R12, security rule 35."""
    give_password(browser)

    for page in INSIDE:
        assert browser.get(page)["Location"] == "/petugas/masuk/kode/", page
    assert browser.get("/akun/")["Location"].startswith("/masuk/")


def test_nobody_logged_in_is_sent_to_log_in_and_back(browser: Client, made: Membership) -> None:
    asked = browser.get("/petugas/saya/")
    assert asked["Location"] == "/petugas/masuk/?lanjut=/petugas/saya/"

    browser.post(
        "/petugas/masuk/", {"username": "MADE", "password": OFFICER_PASSWORD, "lanjut": "/petugas/saya/"}
    )
    entered = browser.post("/petugas/masuk/kode/", {"kode": totp_now()})

    assert entered["Location"] == "/petugas/saya/"
    page = browser.get("/petugas/saya/").content.decode()
    assert "Made Contoh" in page
    assert "Verifikator akun" in page


def test_wrong_name_and_wrong_password_read_alike(buleleng: Tenant, made: Membership) -> None:
    """R06."""
    answers = []
    for username, password in (("made", "bukan kata sandinya"), ("tidakada", OFFICER_PASSWORD)):
        browser = Client(headers={"host": "buleleng.localhost"})
        answer = give_password(browser, username, password)
        body = answer.content.decode().replace(username, "")  # type: ignore[attr-defined]
        answers.append((answer.status_code, re.sub(r'value="\w*"', "", body)))  # type: ignore[attr-defined]

    assert answers[0] == answers[1]
    assert answers[0][0] == 422


def test_a_code_of_the_app_is_accepted_once(browser: Client, made: Membership) -> None:
    """R09: the same 30 seconds do not open the door twice."""
    code = totp_now()
    give_password(browser)
    assert browser.post("/petugas/masuk/kode/", {"kode": code})["Location"] == "/petugas/akun/"

    other = Client(headers={"host": "buleleng.localhost"})
    give_password(other)
    replayed = other.post("/petugas/masuk/kode/", {"kode": code})

    assert replayed.status_code == 422
    assert "sudah dipakai" in replayed.content.decode()
    assert other.get("/petugas/akun/")["Location"] == "/petugas/masuk/kode/"


def test_the_first_log_in_enrols_the_app_and_shows_ten_codes_once(
    browser: Client, buleleng: Tenant, made: Membership
) -> None:
    with in_tenant(buleleng):
        Account.objects.filter(pk=made.account_id).update(totp_secret=None, totp_confirmed_at=None)
    give_password(browser)

    page = browser.get("/petugas/masuk/kode/").content.decode()
    picture = browser.get("/petugas/masuk/kode/qr.svg")
    with in_tenant(buleleng):
        secret = str(Account.objects.get(pk=made.account_id).totp_secret)
    done = browser.post("/petugas/masuk/kode/", {"kode": pyotp.TOTP(secret).now()})
    codes = re.findall(r"<li>([a-z0-9]{5}-[a-z0-9]{5})</li>", done.content.decode())

    assert "Pasang autentikator" in page
    assert secret[:4] in page
    assert picture["Content-Type"] == "image/svg+xml"
    assert len(set(codes)) == 10
    assert browser.get("/petugas/akun/").status_code == 200
    assert browser.get("/petugas/masuk/kode/qr.svg").status_code == 302

    lost = Client(headers={"host": "buleleng.localhost"})
    give_password(lost)
    used = lost.post("/petugas/masuk/pemulihan/", {"kode": codes[3].upper()})
    again = Client(headers={"host": "buleleng.localhost"})
    give_password(again)
    replayed = again.post("/petugas/masuk/pemulihan/", {"kode": codes[3]})

    assert used["Location"] == "/petugas/akun/"
    assert replayed.status_code == 422


def test_a_confirmed_factor_is_never_shown_again(browser: Client, made: Membership) -> None:
    give_password(browser)

    assert TOTP_SECRET[:4] not in browser.get("/petugas/masuk/kode/").content.decode()
    assert browser.get("/petugas/masuk/kode/qr.svg").status_code == 404


def test_the_second_factor_has_ten_minutes_and_ten_tries(browser: Client, made: Membership) -> None:
    give_password(browser)
    wrong = "000000" if totp_now() != "000000" else "111111"
    for _try in range(10):
        browser.post("/petugas/masuk/kode/", {"kode": wrong})
    stopped = browser.post("/petugas/masuk/kode/", {"kode": totp_now()})
    assert stopped.status_code == 422
    assert "Terlalu banyak percobaan" in stopped.content.decode()

    with clock.frozen(clock.now() + timedelta(minutes=11)):
        assert browser.get("/petugas/masuk/kode/")["Location"] == "/petugas/masuk/"


def test_role_loss_and_deactivation_end_every_session(buleleng: Tenant, made: Membership) -> None:
    """R11: changed rights hold at once."""
    first = signed_in(made)
    with in_tenant(buleleng):
        set_roles(made, roles=["operator_ktp"])
    assert first.get("/petugas/akun/")["Location"].startswith("/petugas/masuk/")

    with clock.frozen(clock.now() + timedelta(seconds=60)):
        second = signed_in(made)
        assert second.get("/petugas/akun/").status_code == 403
        with in_tenant(buleleng):
            deactivate_officer(made)
        assert second.get("/petugas/saya/")["Location"].startswith("/petugas/masuk/")
        assert give_password(second).status_code == 422  # type: ignore[attr-defined]


def test_an_officer_rests_at_most_fifteen_minutes(made: Membership) -> None:
    desk = signed_in(made)

    with clock.frozen(clock.now() + timedelta(minutes=14)):
        assert desk.get("/petugas/saya/").status_code == 200
    with clock.frozen(clock.now() + timedelta(minutes=31)):
        assert desk.get("/petugas/saya/")["Location"].startswith("/petugas/masuk/")


def test_new_recovery_codes_need_a_code_of_the_app(made: Membership) -> None:
    """ASVS 6.4.4."""
    desk = signed_in(made)

    refused = desk.post("/petugas/saya/kode-pemulihan/", {"kode": totp_now()})
    with clock.frozen(clock.now() + timedelta(seconds=60)):
        done = desk.post("/petugas/saya/kode-pemulihan/", {"kode": totp_now()})

    assert refused.status_code == 422
    assert len(re.findall(r"<li>[a-z0-9]{5}-[a-z0-9]{5}</li>", done.content.decode())) == 10


def test_an_officer_password_has_twelve_characters(made: Membership) -> None:
    desk = signed_in(made)

    short = desk.post("/petugas/saya/kata-sandi/", {"lama": OFFICER_PASSWORD, "password": "kopi hangat"})
    done = desk.post("/petugas/saya/kata-sandi/", {"lama": OFFICER_PASSWORD, "password": "kopi hangat manis"})

    assert short.status_code == 422
    assert "Kata sandi paling sedikit 12 huruf atau angka. Ini baru 11." in short.content.decode()
    assert done["Location"] == "/petugas/saya/"
    assert desk.get("/petugas/saya/").status_code == 200


def test_log_out_at_the_desk(made: Membership) -> None:
    desk = signed_in(made)

    desk.post("/petugas/keluar/")

    assert desk.get("/petugas/saya/")["Location"].startswith("/petugas/masuk/")
