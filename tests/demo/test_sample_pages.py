"""/contoh/ in demo mode: accounts, the sandbox phone, the list of dinas; and nothing of it elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyotp
import pytest
from django.test import Client

from loket.demo import accounts
from loket.demo.accounts import DemoAccount
from loket.foundation.gateways import sandbox_phone
from loket.foundation.gateways.outgoing import Outgoing
from loket.tenants.models import Tenant

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MADE = DemoAccount(
    "buleleng.localhost", "verifikator_user", "made", "meja-depan-2026", SECRET, "Made", "Memeriksa akun"
)
SARI = DemoAccount("buleleng.localhost", "warga", "5108010101900001", "rahasia-sari", "", "Ni Luh Sari")
JOKO = DemoAccount("surakarta.localhost", "verifikator_layanan", "joko", "meja-solo-2026", SECRET, "Joko")
PATHS = ["/contoh/", "/contoh/akun.json", "/contoh/pesan.json"]


@pytest.fixture(autouse=True)
def demo(tmp_path: Path, settings: Any) -> None:
    """Demo mode with three accounts and three messages."""
    settings.DEMO, settings.LOKET_DATA = True, tmp_path
    accounts.keep([MADE, SARI, JOKO])
    send("a", "+6281234567890", "Pertama")
    send("b", "+6281999999999", "Untuk orang lain", tenant="surakarta")
    send("c", "+6281234567890", "Kedua")


def send(key: str, to: str, text: str, *, tenant: str = "buleleng") -> None:
    """One message on the sandbox phone."""
    message = Outgoing(
        key=key, tenant=tenant, sender="Disdukcapil", to=to, kind="applications.ready", text=text
    )
    sandbox_phone.deliver("whatsapp", message)


@pytest.mark.parametrize("path", PATHS)
def test_outside_demo_mode_there_is_nothing(phone: Client, settings: Any, path: str) -> None:
    settings.DEMO = False
    assert phone.get(path).status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_the_pages_only_show(phone: Client, path: str) -> None:
    assert phone.post(path).status_code == 405


def test_accounts_have_the_words_of_the_contract(phone: Client) -> None:
    assert phone.get("/contoh/akun.json").json() == [
        {
            "host": "buleleng.localhost",
            "role": "verifikator_user",
            "username": "made",
            "password": "meja-depan-2026",
            "totp_secret": SECRET,
        },
        {
            "host": "buleleng.localhost",
            "role": "warga",
            "username": "5108010101900001",
            "password": "rahasia-sari",
            "totp_secret": "",
        },
    ]


@pytest.mark.parametrize("to", ["+6281234567890", "%2B6281234567890", "0812-3456-7890"])
def test_messages_to_a_number_come_newest_first(phone: Client, to: str) -> None:
    rows = phone.get(f"/contoh/pesan.json?ke={to}").json()
    assert [row["text"] for row in rows] == ["Kedua", "Pertama"]
    assert set(rows[0]) == {"channel", "to", "kind", "subject", "text", "state", "created_at", "attachments"}
    assert (rows[0]["channel"], rows[0]["attachments"]) == ("whatsapp", [])


def test_each_dinas_sees_its_own_phone(phone: Client, surakarta_phone: Client) -> None:
    assert [row["text"] for row in surakarta_phone.get("/contoh/pesan.json").json()] == ["Untuk orang lain"]
    assert len(phone.get("/contoh/pesan.json").json()) == 2


def test_plain_localhost_shows_every_dinas_and_every_phone(buleleng: Tenant, surakarta: Tenant) -> None:
    machine = Client(headers={"host": "localhost:8000"})
    page = machine.get("/").content.decode()
    assert "//buleleng.localhost:8000/" in page
    assert "//surakarta.localhost:8000/" in page
    assert len(machine.get("/contoh/pesan.json").json()) == 3
    assert len(machine.get("/contoh/akun.json").json()) == 3
    assert machine.get("/masuk/").status_code == 404


def test_the_page_shows_who_can_sign_in_and_with_what(phone: Client) -> None:
    page = phone.get("/contoh/").content.decode()
    assert "meja-depan-2026" in page
    assert pyotp.TOTP(SECRET).now() in page
    assert "5108 0101 0190 0001" in page
    assert page.index("Kedua") < page.index("Pertama")
    assert "Untuk orang lain" not in page


def test_an_empty_house_says_so(phone: Client) -> None:
    accounts.file().unlink()
    sandbox_phone.forget_all()
    page = phone.get("/contoh/").content.decode()
    assert "Belum ada akun contoh." in page
    assert "Belum ada pesan" in page
