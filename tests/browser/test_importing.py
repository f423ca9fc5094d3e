"""Bringing a list in with a real browser: upload, columns, dry run, queue, taking back."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from loket.intake.actions.bring_in import bring_in
from loket.intake.actions.check_import import check_import
from loket.intake.actions.read_import import read_import
from loket.intake.models import Import
from loket.tenants.scope import in_tenant
from tests.applications.apply import make_version
from tests.browser.eyes import DESK, ZOOMED_DESK, Site, faults, overflow
from tests.browser.test_desk_of_cases import officer, shot, signed_in
from tests.intake import lists

pytestmark = pytest.mark.browser
SERVICE = "ktp-hilang"


def _work(site: Site, step: Any) -> None:
    """What the worker would do."""
    with in_tenant(site.buleleng):
        key = Import.objects.values_list("pk", flat=True).latest("pk")
    step(site.buleleng, key)


def _look(page: Page, name: str) -> None:
    shot(page, name)
    assert not faults(page)
    assert not overflow(page)


@pytest.mark.parametrize("screen", [DESK, ZOOMED_DESK], ids=["desk", "zoomed"])
def test_a_list_comes_in_and_goes_again(site: Site, screen: dict[str, object]) -> None:
    with in_tenant(site.buleleng):
        make_version()
    page = signed_in(site, officer(site, "petugas_loket"), screen).new_page()
    page.goto(site.url("/petugas/daftar/"))
    _look(page, "daftar-baru")
    page.get_by_label("Layanan").select_option(SERVICE)
    rows = [lists.row(number, **({"NIK": "5108"} if number % 7 == 0 else {})) for number in range(1, 31)]
    sheet = lists.as_csv([[*lists.HEADINGS, "Ada perubahan?"], *[[*row, "Nggak"] for row in rows]])
    page.get_by_label("Berkas CSV atau XLSX").set_input_files(
        {"name": "daftar.csv", "mimeType": "text/csv", "buffer": sheet}
    )
    page.get_by_role("button", name="Kirim daftar").click()
    page.get_by_role("heading", name="Daftar sedang dibaca").wait_for()
    _look(page, "daftar-dibaca")
    _work(site, read_import)
    page.get_by_role("link", name="Muat ulang sekarang").click()
    page.get_by_role("heading", name="Pasangkan kolom").wait_for()
    page.get_by_label("Ada perubahan?").select_option("ada_perubahan_data")
    _look(page, "daftar-kolom")
    page.get_by_role("button", name="Periksa semua baris").click()
    page.get_by_label("Nggak").select_option("tidak")
    _look(page, "daftar-jawaban")
    page.get_by_role("button", name="Periksa semua baris").click()
    page.get_by_text("0 dari 30 baris").wait_for()
    _look(page, "daftar-diperiksa")
    _work(site, check_import)
    page.get_by_role("link", name="Muat ulang sekarang").click()
    page.get_by_role("heading", name="Selesai diperiksa").wait_for()
    _look(page, "daftar-hasil")
    page.get_by_role("button", name="Masukkan 26 baris").click()
    page.get_by_text("Masih ada baris yang perlu diperbaiki").wait_for()
    page.get_by_label("Tinggalkan dulu 4 baris").check()
    page.get_by_role("button", name="Masukkan 26 baris").click()
    _work(site, bring_in)
    page.get_by_role("link", name="Muat ulang sekarang").click()
    page.get_by_role("heading", name="Berkasnya sudah di antrean").wait_for()
    _look(page, "daftar-masuk")
    page.get_by_role("button", name="Tarik kembali seluruh daftar").click()
    page.get_by_role("heading", name="Ditarik kembali").wait_for()
