"""Pages and announcements (A11): written by the administrator, read by residents while they are due."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loket.audit.models import Entry
from loket.foundation.kernel import clock
from loket.tenants.models import Announcement, Page, Tenant
from loket.tenants.scope import in_tenant

from .rai import at_console, hire, rai

PROMISE = {
    "judul": "Maklumat pelayanan",
    "isi": "Kami **melayani** tanpa pungutan.\n\n- Ramah\n- Cepat\n\nBaca [undang-undang](https://example.go.id/uu).",
    "judul_en": "Our promise",
    "isi_en": "We serve free of charge.",
    "tampil": "on",
}


@pytest.fixture
def browser(buleleng: Tenant) -> Client:
    """Ibu Rai at the console."""
    return rai(buleleng)


def test_a_page_is_written_and_read_in_both_languages(browser: Client, phone: Client) -> None:
    assert browser.post("/kelola/halaman/baru/", PROMISE).status_code == 302
    page = phone.get("/halaman/maklumat-pelayanan/").content.decode()
    assert "<strong>melayani</strong>" in page
    assert "<li>Ramah</li>" in page
    assert '<a href="https://example.go.id/uu" rel="noopener">undang-undang</a>' in page
    assert 'href="/halaman/maklumat-pelayanan/"' in phone.get("/").content.decode()
    phone.cookies["bahasa"] = "en"
    english = phone.get("/halaman/maklumat-pelayanan/").content.decode()
    assert "We serve free of charge." in english
    assert "Our promise" in phone.get("/").content.decode()


def test_a_draft_is_nobodys_but_the_administrators(browser: Client, phone: Client) -> None:
    browser.post("/kelola/halaman/baru/", PROMISE | {"tampil": ""})
    assert phone.get("/halaman/maklumat-pelayanan/").status_code == 404
    assert "Draf" in browser.get("/kelola/halaman/").content.decode()


@pytest.mark.parametrize(
    ("begins", "ends", "is_shown"),
    [(0, 0, True), (-3, 3, True), (None, None, True), (-3, -1, False), (1, 5, False), (None, -1, False)],
)
def test_an_announcement_shows_from_its_first_to_its_last_day(
    browser: Client, phone: Client, buleleng: Tenant, begins: int | None, ends: int | None, is_shown: bool
) -> None:
    today = clock.today(buleleng.zone)
    days = {"mulai": begins, "sampai": ends}
    given = {name: str(today + timedelta(days=n)) for name, n in days.items() if n is not None}
    answer = browser.post(
        "/kelola/pengumuman/baru/", {"judul": "Listrik padam", "isi": "Besok.", "tampil": "on", **given}
    )
    assert answer.status_code == 302
    assert ("Listrik padam" in phone.get("/").content.decode()) is is_shown


def test_what_is_typed_never_becomes_html_of_its_own(browser: Client, phone: Client) -> None:
    hostile = (
        '<script>alert(1)</script> <img src=x onerror=alert(1)> **<b onclick="x">** [x](https://a"onclick=1)'
    )
    browser.post("/kelola/halaman/baru/", {"judul": "<i>Uji</i>", "isi": hostile, "tampil": "on"})
    page = phone.get("/halaman/iujii/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b onclick" not in page
    assert 'href="https://a"onclick' not in page
    assert "&lt;i&gt;Uji&lt;/i&gt;" in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"judul": ""}, "Judul"),
        ({"isi": "[klik](javascript:alert(1)"}, "Tautan javascript:alert(1 tidak bisa dipakai."),
        ({"isi": "[klik](//jahat.example)"}, "Tautan //jahat.example tidak bisa dipakai."),
        ({"mulai": "2026-12-05", "sampai": "2026-12-01"}, "Tanggal akhir lebih awal daripada tanggal mulai."),
        ({"sampai": "31 Februari"}, "tanggal"),
        ({"judul_en": ""}, "Isi juga judul bahasa Inggris"),
        ({"judul": "a" * 121}, "120"),
        ({"isi": "a\u202eb"}, "tidak bisa dibaca"),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_kept(
    browser: Client, buleleng: Tenant, changed: dict[str, str], sentence: str
) -> None:
    answer = browser.post("/kelola/halaman/baru/", PROMISE | changed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Ada yang perlu diperbaiki" in page
    assert "We serve free of charge." in page
    with in_tenant(buleleng):
        assert not Page.objects.exists()


def test_the_second_editor_sees_the_firsts_change_and_loses_nothing(
    browser: Client, buleleng: Tenant
) -> None:
    browser.post("/kelola/halaman/baru/", PROMISE)
    with in_tenant(buleleng):
        page = Page.objects.get()
        second = at_console(hire("ayu", "Ayu", ["administrator"]))
    url = f"/kelola/halaman/{page.public_id}/"
    assert browser.post(url, PROMISE | {"isi": "Tulisan Rai.", "dilihat": "1"}).status_code == 302
    answer = second.post(url, PROMISE | {"isi": "Tulisan Ayu.", "dilihat": "1"})
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "<del>Rai.</del><ins>Ayu.</ins>" in body
    assert "Tulisan Ayu." in body
    assert second.post(url, PROMISE | {"isi": "Tulisan Ayu.", "dilihat": "2"}).status_code == 302
    with in_tenant(buleleng):
        page.refresh_from_db()
        assert (page.body, page.revision, page.changed_by) == ("Tulisan Ayu.", 3, "Ayu")
        assert Entry.objects.filter(action="pages.changed", obj_ref=str(page.public_id)).count() == 2


def test_order_is_changed_with_buttons(browser: Client, buleleng: Tenant, phone: Client) -> None:
    for title in ("Satu", "Dua", "Tiga"):
        browser.post("/kelola/pengumuman/baru/", {"judul": title, "isi": "x", "tampil": "on"})
    with in_tenant(buleleng):
        last = Announcement.objects.get(title="Tiga")
    browser.post(f"/kelola/pengumuman/{last.public_id}/geser/", {"arah": "naik"})
    home = phone.get("/").content.decode()
    assert home.index("Satu") < home.index("Tiga") < home.index("Dua")


def test_removing_asks_once(browser: Client, buleleng: Tenant, phone: Client) -> None:
    browser.post("/kelola/halaman/baru/", PROMISE)
    with in_tenant(buleleng):
        url = f"/kelola/halaman/{Page.objects.get().public_id}/hapus/"
    assert "Ya, hapus" in browser.get(url).content.decode()
    assert phone.get("/halaman/maklumat-pelayanan/").status_code == 200
    assert browser.post(url).status_code == 302
    assert phone.get("/halaman/maklumat-pelayanan/").status_code == 404


def test_two_pages_of_one_title_have_two_addresses(browser: Client, phone: Client) -> None:
    for _time in range(2):
        browser.post("/kelola/halaman/baru/", PROMISE)
    assert phone.get("/halaman/maklumat-pelayanan-2/").status_code == 200


def test_pages_of_another_dinas_do_not_exist_here(
    browser: Client, buleleng: Tenant, surakarta: Tenant, surakarta_phone: Client
) -> None:
    browser.post("/kelola/halaman/baru/", PROMISE)
    assert surakarta_phone.get("/halaman/maklumat-pelayanan/").status_code == 404
    with in_tenant(buleleng):
        page = Page.objects.get()
    joko = rai(surakarta)
    assert joko.get(f"/kelola/halaman/{page.public_id}/").status_code == 404


def test_the_list_costs_the_same_for_many(browser: Client, buleleng: Tenant) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get("/kelola/pengumuman/").status_code == 200
        return len(captured)

    browser.get("/kelola/pengumuman/")
    few = queries()
    with in_tenant(buleleng):
        for number in range(20):
            Announcement.objects.create(title=f"Kabar {number}", position=number)
    assert queries() == few <= 10


def test_the_preview_shows_both_languages(browser: Client) -> None:
    shown = browser.post("/kelola/halaman/lihat/", PROMISE).content.decode()
    assert "<strong>melayani</strong>" in shown
    assert "Our promise" in shown
    assert "<html" not in shown
