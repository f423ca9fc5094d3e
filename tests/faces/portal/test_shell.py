"""Language, letter size, the installed app and calm error pages (X-9, X-10, X-11; goals R22, 14)."""

from __future__ import annotations

import json

from django.test import Client
from django.urls import reverse

from loket.foundation.ui import inline_css
from loket.tenants.models import Tenant
from tests.applications.apply import make_verified
from tests.faces.portal.applications.people import signed_in


def test_a_visitor_chooses_english_and_comes_back_to_the_same_page(phone: Client) -> None:
    answer = phone.post("/bahasa/", {"bahasa": "en", "kembali": "/luring/"})
    assert answer.headers["Location"] == "/luring/"
    assert 'lang="en"' in phone.get("/luring/").content.decode()


def test_what_only_a_button_does_opens_as_a_calm_page_too(phone: Client) -> None:
    """Reloading or going back to an address of a button: never an empty answer."""
    answer = phone.get("/bahasa/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "Mulai lagi dari Beranda." in answer.content.decode()


def test_an_unknown_language_changes_nothing(phone: Client) -> None:
    phone.post("/bahasa/", {"bahasa": "xx", "kembali": "/luring/"})
    assert '<html lang="id"' in phone.get("/luring/").content.decode()


def test_the_switch_never_leads_to_another_site(phone: Client) -> None:
    for target in ("https://example.com/", "//example.com/", "javascript:alert(1)"):
        answer = phone.post("/bahasa/", {"bahasa": "en", "kembali": target})
        assert answer.headers["Location"] == "/"


def test_large_letters_stay_on(phone: Client) -> None:
    phone.post("/huruf/", {"huruf": "besar", "kembali": "/luring/"})
    assert 'class="besar"' in phone.get("/luring/").content.decode()
    phone.post("/huruf/", {"huruf": "biasa", "kembali": "/luring/"})
    assert 'class="besar"' not in phone.get("/luring/").content.decode()


def test_the_first_page_carries_its_styles_and_the_second_links_them(phone: Client) -> None:
    first = phone.get("/luring/")
    assert inline_css.resident_css() in first.content.decode()
    assert first.cookies[inline_css.COOKIE].value == inline_css.short_hash()
    for source in inline_css.content_security_hashes():
        assert source in first.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in first.headers["Content-Security-Policy"]
    assert inline_css.resident_css() not in phone.get("/luring/").content.decode()


def test_a_visitor_who_saves_data_gets_no_font(phone: Client) -> None:
    assert "pjs.woff2" in phone.get("/luring/").content.decode()
    assert "pjs.woff2" not in phone.get("/luring/", headers={"save-data": "on"}).content.decode()


def test_the_app_can_be_installed(phone: Client) -> None:
    manifest = json.loads(phone.get("/manifest.webmanifest").content)
    assert manifest["start_url"] == "/"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    worker = phone.get("/sw.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert worker.headers["Cache-Control"] == "no-cache"
    assert "/luring/" in worker.content.decode()


def test_a_lost_page_is_calm_and_helps(phone: Client) -> None:
    answer = phone.get("/tidak/ada/")
    assert answer.status_code == 404
    text = answer.content.decode()
    assert "Halaman tidak ditemukan" in text
    assert 'href="/"' in text


def test_a_stale_form_is_answered_with_what_to_do(phone: Client) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": "buleleng.localhost"})
    answer = strict.post("/bahasa/", {"bahasa": "en"})
    assert answer.status_code == 403
    assert "Muat ulang halaman" in answer.content.decode()


def test_the_addresses_of_the_shell_have_names() -> None:
    assert reverse("portal:shell:language") == "/bahasa/"
    assert reverse("portal:shell:service_worker") == "/sw.js"


def test_a_resident_keeps_language_and_letters_in_the_account(in_buleleng: Tenant) -> None:
    """Another phone, the same choice (X-10, X-11)."""
    sari = make_verified()
    phone = signed_in(sari)
    phone.post("/bahasa/", {"bahasa": "en", "kembali": "/akun/"})
    phone.post("/huruf/", {"huruf": "besar", "kembali": "/akun/"})
    another = signed_in(sari).get("/akun/").content.decode()
    assert '<html lang="en" class="besar">' in another
