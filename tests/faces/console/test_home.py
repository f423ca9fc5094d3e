"""The door and the first page of the console (A1)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from loket.faces.console.frame import NAVIGATION
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from .rai import at_console, hire, rai


def test_an_administrator_finds_every_page_from_the_first(buleleng: Tenant) -> None:
    page = rai(buleleng).get("/kelola/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Perlu perhatian" in text
    for group in page.context["groups"]:
        for entry in group.entries:
            assert text.count(f'href="{entry.url}"') >= 2, "in the column and on the page"


def test_every_entry_of_the_navigation_has_a_page(buleleng: Tenant) -> None:
    browser = rai(buleleng)
    for group in NAVIGATION:
        for entry in group.entries:
            answer = browser.get(reverse(entry.name))
            assert answer.status_code == 200, entry.name
            assert "aria-current" in answer.content.decode(), entry.name


def test_nobody_logged_in_comes_back_here_after_logging_in(buleleng: Tenant, phone: Client) -> None:
    answer = phone.get("/kelola/")
    assert answer.status_code == 302
    assert answer["Location"] == "/petugas/masuk/?lanjut=/kelola/"
    assert 'value="/kelola/"' in phone.get(answer["Location"]).content.decode()


def test_the_second_factor_comes_before_the_console(buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        browser = at_console(hire(), second_factor=False)
    assert browser.get("/kelola/")["Location"] == "/petugas/masuk/kode/"


@pytest.mark.parametrize("role", ["verifikator_layanan", "kepala_dinas", "operator_siak", "auditor"])
def test_other_officers_get_the_plain_refusal(buleleng: Tenant, role: str) -> None:
    with in_tenant(buleleng):
        browser = at_console(hire("made", "Made", [role]))
    answer = browser.get("/kelola/")
    assert answer.status_code == 403
    assert "hanya untuk administrator" in answer.content.decode()
    assert "/kelola/" not in browser.get("/petugas/").content.decode()


def test_an_administrator_of_another_dinas_is_nobody_here(buleleng: Tenant, surakarta: Tenant) -> None:
    browser = rai(surakarta)
    answer = browser.get("/kelola/", headers={"host": "buleleng.localhost"})
    assert answer.status_code == 302


def test_the_desk_leads_administrators_to_the_console(buleleng: Tenant) -> None:
    assert 'href="/kelola/"' in rai(buleleng).get("/petugas/").content.decode()
