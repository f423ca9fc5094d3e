"""The public pages in a real browser: no fault of access, no sideways scroll, fingers hit, no script needed."""

from __future__ import annotations

import pytest

from tests.browser.eyes import (
    PHONE,
    SMALLEST_PHONE,
    Site,
    faults,
    overflow,
    small_targets,
    wide_with_large_text,
)
from tests.catalogue.conftest import opened

pytestmark = pytest.mark.browser

#: High enough that the menu at the bottom covers nothing: axe takes what lies under it for a small target.
TALL_PHONE = {**PHONE, "viewport": {"width": 360, "height": 3600}}
PAGES = [
    "/",
    "/layanan/",
    "/layanan/?cari=paspor",
    "/layanan/pilih/",
    "/layanan/pilih/ktp/",
    "/layanan/ktp-hilang/",
    "/kantor/",
    "/bantuan/",
    "/aduan/",
    "/aduan/cek/",
    "/privasi/",
]


def test_public_pages_are_accessible_and_fit_a_phone(site: Site) -> None:
    """Experience rows 11 to 13; S0-10: a 360 px screen without sideways scrolling; S4-29."""
    opened(site.buleleng)
    for path in PAGES:
        page = site.open(path, TALL_PHONE)
        assert faults(page) == [], path
        assert overflow(page) == 0, path
        assert small_targets(page) == [], path
        assert wide_with_large_text(page) == [], path
        page.close()
        small = site.open(path, SMALLEST_PHONE)
        assert overflow(small) == 0, path
        small.close()


def test_the_way_from_home_to_mulai_needs_no_script(site: Site) -> None:
    """Experience row 14: home → service → Mulai with JavaScript off."""
    opened(site.buleleng)
    page = site.open("/", PHONE, java_script_enabled=False)
    page.click("text=Ganti data di KTP")
    page.click("button:has-text('Mulai')")
    assert "/masuk/" in page.url


def test_a_question_or_two_lead_to_mulai_without_script(site: Site) -> None:
    """Issue 3: choosing begins with what happened and a short question, with JavaScript off."""
    opened(site.buleleng)
    page = site.open("/", PHONE, java_script_enabled=False)
    page.click("text=Bantu saya memilih")
    page.click(".layanan >> text=KTP")
    assert "KTP hilang, rusak, berubah data, atau baru 17 tahun?" in page.inner_text("h1")
    page.click(".layanan >> text=Hilang")
    assert page.url.endswith("/layanan/ktp-hilang/")
    page.click("button:has-text('Mulai')")
    assert "/masuk/" in page.url
