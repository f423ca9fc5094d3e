"""English words are longer: they still fit the smallest phone (goal 30, X-10)."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.browser import eyes
from tests.browser.eyes import SMALLEST_PHONE, Site
from tests.catalogue.conftest import opened

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/layanan/",
    "/layanan/ktp-hilang/",
    "/masuk/",
    "/daftar/",
    "/cek/",
    "/bantuan/",
    "/kantor/",
    "/ui/",
]


def test_english_fits_the_smallest_phone(site: Site) -> None:
    opened(site.buleleng)
    visitor = site.visitor(SMALLEST_PHONE)
    visitor.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": site.url("/")}])
    page = visitor.new_page()
    for path in PAGES:
        page.goto(site.url(path))
        assert page.get_attribute("html", "lang") == "en", path
        assert eyes.overflow(page) == 0, (path, eyes.too_wide(page))


def test_the_switch_works_without_scripts(site: Site) -> None:
    page = site.open("/masuk/", SMALLEST_PHONE, java_script_enabled=False)
    page.click("button[name=bahasa][value=en]")
    assert page.url.endswith("/masuk/")
    assert "Log in" in page.inner_text("h1")
