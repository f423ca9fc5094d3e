"""A lost connection is a state, not an error (interaction rule 10; X-9): nothing typed is lost, nothing leaks."""

from __future__ import annotations

import pytest
from django.conf import settings

from loket.accounts.sessions import SessionStore
from loket.tenants.scope import in_tenant
from tests.applications.apply import make_verified
from tests.browser.eyes import Site, faults

pytestmark = pytest.mark.browser


def test_without_a_signal_the_app_shows_its_own_calm_page(site: Site) -> None:
    visitor = site.visitor()
    page = visitor.new_page()
    page.goto(site.url("/masuk/"))
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    visitor.set_offline(True)
    page.goto(site.url("/daftar/"))
    assert "Sedang tidak ada sinyal" in page.inner_text("h1")
    assert faults(page) == []
    visitor.set_offline(False)
    page.goto(site.url("/daftar/"))
    assert "Nomor di KTP dan KK Anda" in page.inner_text("h1")


def test_the_app_keeps_static_files_and_the_offline_page_and_nothing_else(site: Site) -> None:
    """Shared phones: no page of a person stays behind."""
    page = site.open("/masuk/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(site.url("/daftar/"))
    page.goto(site.url("/cek/"))
    script = """async () => {
      const kept = [];
      for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys()) kept.push(new URL(request.url).pathname);
      return kept;
    }"""
    kept = page.evaluate(script)
    assert "/luring/" in kept
    assert [path for path in kept if not path.startswith("/s/")] == ["/luring/"]


def test_a_bar_says_that_the_signal_is_gone_and_goes_away_by_itself(site: Site) -> None:
    visitor = site.visitor()
    page = visitor.new_page()
    page.goto(site.url("/daftar/"))
    assert not page.is_visible("[data-luring]")
    visitor.set_offline(True)
    page.wait_for_selector("[data-luring]", state="visible")
    assert "Isian Anda aman" in page.inner_text("[data-luring]")
    visitor.set_offline(False)
    page.wait_for_selector("[data-luring]", state="hidden")


def test_what_was_typed_comes_back_with_the_page_but_never_the_password(site: Site) -> None:
    page = site.open("/daftar/")
    page.fill("[name=nama]", "SITI RAHMAWATI")
    page.goto(site.url("/masuk/"))
    page.goto(site.url("/daftar/"))
    assert page.input_value("[name=nama]") == "SITI RAHMAWATI"
    page.goto(site.url("/cek/"))
    page.goto(site.url("/daftar/"))
    assert page.input_value("[name=nama]") == "", "another page was reached: the tab forgets"


def test_two_minutes_before_signing_out_one_tap_keeps_the_page(site: Site) -> None:
    """Rule 24: warned at 28 of 30 minutes; an answer tells the server that the person is still here."""
    with in_tenant(site.buleleng):
        session = SessionStore()
        session.begin(make_verified().account)
        session.save()
    visitor = site.visitor()
    visitor.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": site.url("/")}]
    )
    page = visitor.new_page()
    page.clock.install()
    page.goto(site.url("/permohonan/"))
    assert not page.is_visible("[data-habis]")
    page.clock.fast_forward("28:01")
    page.wait_for_selector("[data-habis]", state="visible")
    assert faults(page) == []
    with page.expect_request(lambda request: request.resource_type == "fetch"):
        page.click("[data-habis] button")
    assert not page.is_visible("[data-habis]")
