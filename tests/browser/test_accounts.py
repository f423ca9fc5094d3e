"""Accounts in a real browser: registering with and without script, and the officer's keys (goals 14, 17, 23)."""

from __future__ import annotations

from typing import Any

import pytest

from loket.files import tasks
from loket.files.models import StoredFile
from loket.residents.models import Resident, ResidentStep
from loket.tenants.scope import in_tenant
from tests.browser.eyes import DESK, PHONE, Site, faults, overflow, small_targets
from tests.residents.people import PASSWORD, SARI_KK, SARI_NIK, last_code, photo_bytes, registered
from tests.staff.people import OFFICER_PASSWORD, officer, totp_now

BUDI_NIK = "5108020512840001"
PHOTOS = (("ktp_asli", "kk"), ("kk_asli", "tanda-tangan"), ("foto_ttd", "wajah"), ("selfie_ktp", "periksa"))


def check_page(page: Any) -> None:
    """No rule of access broken, nothing beyond the edge, nothing too small for a finger."""
    assert faults(page) == []
    assert overflow(page) == 0
    assert small_targets(page) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_registering_on_a_phone(site: Site, scripts: bool) -> None:
    """S0-10, S3-17 to S3-23: six steps, check, code, done, on 360 px."""
    page = site.visitor(PHONE, java_script_enabled=scripts).new_page()

    def onward(to: str) -> None:
        if scripts:
            check_page(page)
        page.click(".kaki-aksi button")
        page.wait_for_url(f"**/{to}/")

    page.goto(site.url("/daftar/"))
    page.fill("#id_nik", "5108 0265 1284 0001")
    page.fill("#id_no_kk", SARI_KK)
    page.fill("#id_nama", "Ni Luh Sari Dewi")
    onward("kontak")
    page.fill("#id_no_wa", "0812 3456 7890")
    page.fill("#id_password", PASSWORD)
    onward("ktp")
    for slug, following in PHOTOS:
        picture = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": photo_bytes()}
        page.set_input_files(f"#{slug}-galeri", picture)
        if scripts:
            page.wait_for_selector(f"input[name={slug}__kunci]", state="attached")
            page.wait_for_selector("text=Foto terkirim")
        page.click(".kaki-aksi button")
        page.wait_for_url(f"**/{following}/")
    page.check("#id_pernyataan")
    onward("kode")
    page.fill("#id_kode", last_code(site.buleleng))
    onward("selesai")

    assert page.inner_text("h1") == "Pendaftaran terkirim"
    with in_tenant(site.buleleng):
        assert Resident.objects.get().state == "awaiting_verification"


def test_an_officer_approves_with_six_keys(site: Site) -> None:
    """Goals 23 to 26: five times space, then S; the next case opens; U takes it back; P 2 returns."""
    with in_tenant(site.buleleng):
        registered()
        registered(nik=BUDI_NIK, name="BUDI HARTONO", phone="081355550000")
        officer(site.buleleng)
        files = list(StoredFile.objects.values_list("pk", flat=True))
    for file in files:
        tasks.rebuild(site.buleleng.pk, file)
    desk = site.visitor(DESK).new_page()
    desk.goto(site.url("/petugas/masuk/"))
    desk.fill("#id_username", "made")
    desk.fill("#id_password", OFFICER_PASSWORD)
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/masuk/kode/")
    desk.fill("#id_kode", totp_now())
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/petugas/akun/")
    assert faults(desk) == []
    assert overflow(desk) == 0

    for key in [" "] * 5 + ["s"]:
        desk.keyboard.press(key)
    desk.wait_for_url("**selesai=**")
    assert desk.inner_text(".putus h2") == "BUDI HARTONO"
    assert "Akun NI LUH SARI DEWI disetujui." in desk.inner_text(".urung")

    desk.keyboard.press("u")
    desk.wait_for_url(f"**/akun/{_public_id(site, SARI_NIK)}/")
    desk.keyboard.press("p")
    desk.keyboard.press("2")
    desk.wait_for_url("**selesai=**")
    with in_tenant(site.buleleng):
        moves = list(ResidentStep.objects.order_by("id").values_list("move", flat=True))
    assert moves[-3:] == ["verify", "undo", "return_for_repair"]


def _public_id(site: Site, nik: str) -> str:
    from loket.residents.queries import resident_by_nik

    with in_tenant(site.buleleng):
        found = resident_by_nik(nik)
    assert found is not None
    return str(found.public_id)
