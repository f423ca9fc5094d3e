"""The console in a real browser: chips, the preview that follows, no script, phone, rules of access."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page

from loket.accounts.sessions import SessionStore
from loket.catalogue.models import Service
from loket.notifications.models import MessageText
from loket.staff.models import Membership
from loket.tenants.models import Announcement
from loket.tenants.scope import in_tenant
from tests.browser.eyes import DESK, PHONE, Site, faults, overflow, script_errors, small_targets, too_wide
from tests.faces.console.rai import hire

pytestmark = pytest.mark.browser
APPROVED = "/kelola/teks/applications.approved/whatsapp/id/"
PAGES = [
    "/kelola/",
    "/kelola/teks/",
    APPROVED,
    "/kelola/teks/applications.ready/sms/id/",
    "/kelola/teks/applications.ready/email/id/",
    "/kelola/teks/layanan/ktp-hilang/",
    "/kelola/halaman/",
    "/kelola/halaman/baru/",
    "/kelola/pengumuman/",
    "/kelola/terjemahan/",
    "/kelola/catatan/",
    "/kelola/kesehatan/",
]


@pytest.fixture
def ibu_rai(site: Site) -> Membership:
    """The administrator of a dinas with a service, a text and an announcement of its own."""
    with in_tenant(site.buleleng):
        Service.objects.create(code="ktp-hilang", category="pendaftaran_penduduk")
        Announcement.objects.create(title="Kantor tutup Jumat sore", body="Ada rapat.", is_published=True)
        return hire()


def signed_in(
    site: Site, membership: Membership, screen: dict[str, object], **options: object
) -> BrowserContext:
    """A browser whose administrator has given password and second factor."""
    with in_tenant(site.buleleng):
        store = SessionStore()
        store.begin(membership.account, second_factor=True)
    context = site.visitor(screen, **options)  # type: ignore[arg-type]  # playwright's own options
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": str(store.session_key), "url": site.url("/")}
    context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dictionary of playwright's
    return context


def shot(page: Page, name: str) -> None:
    """Keep a picture where LOKET_SHOTS says, for eyes beside the design."""
    folder = os.environ.get("LOKET_SHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page="phone" in name)


def test_every_page_is_in_order_on_a_phone(site: Site, ibu_rai: Membership) -> None:
    """On a desk: ``test_accessible``, with every other page."""
    page = signed_in(site, ibu_rai, PHONE).new_page()
    heard = script_errors(page)
    for number, path in enumerate(PAGES):
        page.goto(site.url(path))
        shot(page, f"console-phone-{number}")
        assert overflow(page) == 0, (path, too_wide(page))
        assert faults(page) == [], path
        assert [target for target in small_targets(page, least=36) if "kelola" in target] == [], path
    assert heard == []


def test_a_text_is_changed_with_chips_and_a_preview_that_follows(site: Site, ibu_rai: Membership) -> None:
    page = signed_in(site, ibu_rai, DESK).new_page()
    page.goto(site.url(APPROVED))
    field = page.get_by_label("Teks pesan")
    field.fill("Permohonan ")
    page.get_by_role("button", name="{nomor}").click()
    assert field.input_value() == "Permohonan {nomor}"
    page.get_by_text("Permohonan BLL-26-7KQ4M2XP-C").wait_for()
    page.keyboard.type(" {salah}")
    page.get_by_text("Kolom {salah} tidak dikenal").wait_for()
    for _letter in " {salah}":
        page.keyboard.press("Backspace")
    page.keyboard.type(" disetujui.")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_text("Tersimpan. Pesan berikutnya memakai teks ini.").wait_for()
    shot(page, "console-desk-saved")
    with in_tenant(site.buleleng):
        assert MessageText.objects.get().text == "Permohonan {nomor} disetujui."


def test_a_text_is_changed_without_script_on_a_phone(site: Site, ibu_rai: Membership) -> None:
    page = signed_in(site, ibu_rai, PHONE, java_script_enabled=False).new_page()
    page.goto(site.url("/kelola/"))
    page.get_by_text("Menu kelola").click()
    page.locator(".kelola-menu").get_by_role("link", name="Pesan ke warga").click()
    page.get_by_role("link", name="Pengajuan disetujui").click()
    page.get_by_label("Teks pesan").fill("Sudah disetujui, nomor {nomor}.")
    page.get_by_role("button", name="Lihat hasilnya").click()
    page.get_by_text("Sudah disetujui, nomor BLL-26-7KQ4M2XP-C.").wait_for()
    page.get_by_role("button", name="Simpan").click()
    page.get_by_text("Tersimpan. Pesan berikutnya memakai teks ini.").wait_for()
