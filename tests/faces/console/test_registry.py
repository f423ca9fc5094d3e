"""Ibu Rai chooses the register, reads its journal and switches rules (issue 4)."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from loket.registry.actions.ask import Subject, ask
from loket.registry.actions.look_up import look_up
from loket.registry.models import AcceptRule, PendingLookup, RegistrySettings
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.catalogue.conftest import opened
from tests.faces.console.rai import at_console, hire, rai

SIAK, RULES = "/kelola/siak/", "/kelola/siak/aturan/"
GOOD = {"adapter": "stub", "asks_on_arrival": "on", "daily_limit": "500", "legal_basis": "PKS 12/2026"}


@pytest.fixture
def desk(buleleng: Tenant) -> Client:
    return rai(buleleng)


def save(client: Client, path: str, **typed: str) -> object:
    """Post the form as it was opened."""
    opened = client.get(path).content.decode()
    found = re.search(r'name="edisi" value="(\w+)"', opened)
    assert found
    return client.post(path, {**typed, "edisi": found.group(1)})


def test_issue_4_a_dinas_begins_without_a_register_and_chooses_one(buleleng: Tenant, desk: Client) -> None:
    assert "Tidak memakai" in desk.get(SIAK).content.decode()
    assert save(desk, SIAK, **GOOD).status_code == 302  # type: ignore[attr-defined]  # test client
    with in_tenant(buleleng):
        row = RegistrySettings.objects.get()
    assert (row.adapter, row.daily_limit, row.legal_basis) == ("stub", 500, "PKS 12/2026")
    assert "Tersimpan." in desk.get(f"{SIAK}?kabar=simpan").content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"adapter": "web"}, "Alamat layanan web belum dipasang"),
        ({"adapter": "siak"}, "Pilihan ini tidak ada lagi"),
        ({"daily_limit": "banyak"}, "Isi angka, misalnya 1000."),
        ({"legal_basis": ""}, "Isi dasar hukumnya."),
        ({"legal_basis": "x\u202ey"}, "tanda"),
    ],
)
def test_a_wrong_setting_is_refused_beside_its_field(
    buleleng: Tenant, desk: Client, wrong: dict[str, str], sentence: str
) -> None:
    refused = save(desk, SIAK, **{**GOOD, **wrong})
    assert refused.status_code == 422  # type: ignore[attr-defined]  # test client
    assert sentence in refused.content.decode()  # type: ignore[attr-defined]  # test client
    with in_tenant(buleleng):
        assert not RegistrySettings.objects.exists()


def test_two_administrators_at_the_settings_lose_nothing(desk: Client) -> None:
    stale = desk.post(SIAK, {**GOOD, "edisi": "0123456789abcdef"})
    assert stale.status_code == 409
    assert "baru saja diubah orang lain" in stale.content.decode()


def test_issue_4_the_journal_shows_purpose_and_basis_and_no_nik(buleleng: Tenant, desk: Client) -> None:
    save(desk, SIAK, **GOOD)
    with in_tenant(buleleng):
        ask(Subject("resident", "r", "5108025403949901", {"nama": "X"}), purpose="account_check")
        pending = PendingLookup.objects.get()
    look_up(buleleng, pending.pk)
    shown = desk.get(f"{SIAK}catatan/").content.decode()
    assert "Pemeriksaan akun baru" in shown
    assert "PKS 12/2026" in shown
    assert "5108025403949901" not in shown


def test_issue_4_rules_are_off_until_somebody_switches_one_on(buleleng: Tenant, desk: Client) -> None:
    with in_tenant(buleleng):
        opened(buleleng)
        code = "kia-baru"
    listed = desk.get(RULES).content.decode()
    assert "mati" in listed
    assert "kantor ini belum memakainya" in listed
    assert "Terima otomatis bila semua isian sesuai" in desk.get(f"{RULES}{code}/").content.decode()
    done = save(desk, f"{RULES}{code}/", is_on="on", daily_cap="15", sample_percent="20")
    assert done.status_code == 302  # type: ignore[attr-defined]  # test client
    with in_tenant(buleleng):
        rule = AcceptRule.objects.get()
    assert (rule.is_on, rule.daily_cap, rule.sample_percent, rule.changed_by) == (True, 15, 20, "Ibu Rai")
    assert "paling banyak 15 sehari, 20 dari 100" in desk.get(RULES).content.decode()
    for wrong in ({"daily_cap": "0"}, {"sample_percent": "0"}, {"sample_percent": "101"}):
        refused = save(desk, f"{RULES}{code}/", **{"daily_cap": "15", "sample_percent": "20", **wrong})
        assert refused.status_code == 422, wrong  # type: ignore[attr-defined]  # test client
    assert desk.get(f"{RULES}tidak-ada/").status_code == 404


def test_officers_have_no_business_here(buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        made = hire("made", "Made", ("verifikator_user",))
    for path in (SIAK, RULES, f"{SIAK}catatan/"):
        assert at_console(made).get(path).status_code == 403


def test_s3_24_the_administrator_notes_an_officers_nik_and_nobody_reads_it_again(
    buleleng: Tenant, desk: Client
) -> None:
    with in_tenant(buleleng):
        made = hire("made", "Made", ("verifikator_user",))
    page = f"/kelola/petugas/{made.public_id}/"
    assert "NIK petugas belum dicatat" in desk.get(page).content.decode()
    refused = desk.post(f"{page}nik/", {"nik": "123", "nomor_kk": ""})
    assert refused.status_code == 422
    assert "NIK" in refused.content.decode()
    kept = {"nik": "5108 0265 1284 0001", "nomor_kk": "5108021203090007"}
    assert desk.post(f"{page}nik/", kept).status_code == 302
    with in_tenant(buleleng):
        made.refresh_from_db()
        assert made.nik_hash is not None
        assert made.kk_hash is not None
    assert "5108026512840001" not in desk.get(f"{page}nik/").content.decode()
