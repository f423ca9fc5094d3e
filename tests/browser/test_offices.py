"""Offices, officers and the operator's pages in a real browser: on a desk and on a phone, by keyboard and eye."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings

from loket.accounts.sessions import SessionStore
from loket.staff.models import Membership
from loket.tenants.models import Tenant, ZoneKecamatan
from loket.tenants.scope import in_tenant
from tests.browser.eyes import DESK, PHONE, Site, faults, overflow, script_errors, too_wide
from tests.operators.people import HOST, PASSWORD, code, operator
from tests.staff.people import officer

pytestmark = pytest.mark.browser

PAGES = {
    "kantor": "/kelola/kantor/",
    "kantor-ubah": "/kelola/kantor/kecamatan-seririt/",
    "jam": "/kelola/jam/",
    "libur": "/kelola/jam/libur/",
    "wilayah": "/kelola/wilayah/",
    "wilayah-ubah": "/kelola/wilayah/barat/",
    "petugas": "/kelola/petugas/",
    "petugas-undang": "/kelola/petugas/undang/",
    "tampilan": "/kelola/tampilan/",
    "kontak": "/kelola/kontak/",
    "alamat": "/kelola/alamat/",
    "buka": "/kelola/buka/",
}


def _cookie(site: Site, membership: Membership) -> dict[str, str]:
    with in_tenant(membership.tenant):
        store = SessionStore()
        store.begin(membership.account, second_factor=True)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": str(store.session_key),
        "url": site.url("/"),
    }


def _keep(page: object, name: str) -> None:
    """A picture for the people who compare looks, when they ask for it."""
    folder = os.environ.get("LOKET_SHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page="phone" in name)  # type: ignore[attr-defined]  # a page


def test_pages_of_offices_and_officers_stand_on_a_phone(site: Site) -> None:
    """On a desk: ``test_accessible``, with every other page."""
    rai = officer(site.buleleng, "rai", roles=["administrator"])
    officer(site.buleleng, "made", roles=["verifikator_layanan", "petugas_pengambilan"])
    officer(site.buleleng, "putu", roles=["operator_kecamatan"], zone="barat")
    with in_tenant(site.buleleng):
        ZoneKecamatan.objects.filter(kecamatan_code="51.08.09").delete()
    context = site.visitor(PHONE)
    context.add_cookies([_cookie(site, rai)])
    page = context.new_page()
    heard, wrong = script_errors(page), []
    for name, path in PAGES.items():
        page.goto(site.url(path))
        _keep(page, f"{name}-phone")
        wrong += [f"{name}: {fault}" for fault in faults(page)]
        if overflow(page):
            wrong.append(f"{name}: too wide {too_wide(page)}")
    assert not wrong, "\n".join(wrong)
    assert heard == []


def test_the_operator_opens_a_dinas_in_the_browser_without_script(site: Site) -> None:
    operator()
    context = site.visitor(DESK, java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url("/", HOST))
    page.get_by_label("Nama pengguna").fill("dewi")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.get_by_label("Kode 6 angka").fill(code())
    page.get_by_role("button", name="Masuk").click()
    _keep(page, "operator-daftar")
    page.get_by_role("link", name="Buka dinas baru").click()
    _keep(page, "operator-baru")
    for label, words in {
        "Alamat web": "jembrana.localhost",
        "Nama lengkap dinas": "Dinas Dukcapil Kabupaten Jembrana",
        "Nama pendek": "Disdukcapil Jembrana",
        "Awalan nomor permohonan": "JBR",
        "Nama administrator": "Ibu Ayu Contoh",
        "Nama pengguna": "ayu",
        "Nomor WhatsApp": "081299990001",
    }.items():
        page.get_by_label(label, exact=False).first.fill(words)
    page.get_by_label("Kabupaten/kota").select_option("51.01")
    page.get_by_role("button", name="Buka dinas dan undang administrator").click()
    assert page.get_by_text("Dinas dibuat.").is_visible()
    _keep(page, "operator-dinas")
    resident = site.visitor(PHONE).new_page()
    resident.goto(site.url("/", "jembrana.localhost"))
    assert resident.get_by_role("heading", name="Segera dibuka").is_visible()
    _keep(resident, "belum-dibuka")
    assert Tenant.objects.get(reference_prefix="JBR").public_since is None


def test_the_contrast_of_colours_is_told_while_choosing(site: Site) -> None:
    rai = officer(site.buleleng, "rai", roles=["administrator"])
    context = site.visitor(DESK)
    context.add_cookies([_cookie(site, rai)])
    page = context.new_page()
    page.goto(site.url("/kelola/tampilan/"))
    told = page.locator("[data-kontras-hasil]")
    assert "galat" not in (told.get_attribute("class") or "")
    page.get_by_label("Warna utama").fill("#ffd400")
    page.wait_for_function("document.querySelector('[data-kontras-hasil]').classList.contains('galat')")
    page.get_by_label("Warna utama").fill("#0b5d3b")
    page.get_by_role("button", name="Simpan").click()
    page.goto(site.url("/"))
    _keep(page, "portal-hijau")
    colour = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--nila-700')")
    assert colour.strip() == "#0b5d3b"
