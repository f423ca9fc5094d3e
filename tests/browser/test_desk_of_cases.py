"""The desk in a real browser: keys, no script, rules of access, zoom."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page

from loket.accounts.sessions import SessionStore
from loket.applications import states
from loket.applications.models import Application
from loket.issuing.actions.mark_ready import mark_ready
from loket.issuing.actions.start_production import start_production
from loket.staff.models import Membership
from loket.tenants.queries import main_office
from loket.tenants.scope import in_tenant
from tests.applications.cases import as_officer, make_membership, sent
from tests.browser.eyes import DESK, ZOOMED_DESK, Site, faults, overflow, script_errors
from tests.faces.workbench.desk_photos import attach_photo
from tests.issuing.test_issuing import EVERYTHING, TUESDAY, in_process

NAMES = ["I MADE PUTRA WIJAYA", "NURUL HIDAYATI", "KETUT SUKERTA", "DEWI LESTARI SIMANJUNTAK"]


@pytest.fixture
def cases(site: Site) -> list[Application]:
    """Four waiting cases, the first with two real photos."""
    with in_tenant(site.buleleng):
        made = [sent() for _name in NAMES]
        for case, name in zip(made, NAMES, strict=True):
            Application.objects.filter(pk=case.pk).update(subject_name=name)
        attach_photo(made[0], "kk_asli", "KARTU KELUARGA", colour="#d7e6cf")
        attach_photo(made[0], "surat_polisi_hilang", "SURAT KEHILANGAN", size=(860, 1180), colour="#f4f1e8")
    return made


def signed_in(
    site: Site, membership: Membership, screen: dict[str, object] = DESK, **options: object
) -> BrowserContext:
    """A browser whose officer has given password and second factor."""
    with in_tenant(site.buleleng):
        store = SessionStore()
        store.begin(membership.account, second_factor=True)
    context = site.visitor(screen, **options)  # type: ignore[arg-type]  # playwright's own options
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": str(store.session_key), "url": site.url("/")}]
    )
    return context


def officer(site: Site, *roles: str) -> Membership:
    with in_tenant(site.buleleng):
        return make_membership(*roles, name="Wayan Sudarsa")


def shot(page: Page, name: str) -> None:
    """Keep a picture to lay beside the reference, when asked for (LOKET_SHOTS=folder)."""
    folder = os.environ.get("LOKET_SHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def test_a_case_is_returned_with_two_keys_and_the_next_one_opens(
    site: Site, cases: list[Application]
) -> None:
    """Experience rows 23 to 25: no mouse."""
    page = signed_in(site, officer(site, *EVERYTHING, "verifikator_user")).new_page()
    heard = script_errors(page)
    page.goto(site.url("/petugas/permohonan/"))
    shot(page, "antrean")
    page.keyboard.press("n")
    page.wait_for_url(re.compile("/petugas/permohonan/BLL"))
    page.wait_for_function("[...document.images].every((image) => image.naturalWidth > 0)")
    shot(page, "berkas")
    page.keyboard.press("2")
    assert page.locator("input[name=hal]:checked").input_value() == "paper:kk_asli"
    page.keyboard.press("p")
    with page.expect_navigation():
        page.keyboard.press("1")
    assert page.locator(".urung").is_visible()
    shot(page, "urung")
    assert cases[1].reference in page.url
    with in_tenant(site.buleleng):
        first = Application.objects.get(pk=cases[0].pk)
        assert first.state == states.RETURNED
        assert first.defects.get().item == "kk_asli"
    page.keyboard.press("u")
    page.wait_for_url(re.compile(f"/{cases[0].reference}/$"))
    assert heard == []


def test_everything_works_without_script(site: Site, cases: list[Application]) -> None:
    """Experience row 14."""
    context = signed_in(site, officer(site, *EVERYTHING), java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url("/petugas/permohonan/"))
    page.get_by_role("button", name="Periksa yang paling lama").click()
    page.get_by_role("button", name="Setujui").click()
    page.goto(site.url(f"/petugas/permohonan/{cases[0].reference}/"))
    page.get_by_role("button", name="Ambil proses").click()
    page.get_by_role("button", name="Mulai cetak").click()
    page.get_by_role("link", name="Siap diambil").click()
    page.get_by_role("button", name="Kabari pemohon").click()
    page.get_by_role("link", name="Serah terima").last.click()
    page.get_by_label("Nama yang mengambil").fill("I Made Putra Wijaya")
    page.get_by_label("Pemilik dokumen sendiri").check()
    page.get_by_label("Pesan dengan nomor ini ditunjukkan").check()
    for name in ("Kartu Keluarga asli", "Surat keterangan kehilangan dari Kepolisian"):
        page.get_by_label(name).check()
    page.get_by_label("Kartu lama hilang").check()
    page.get_by_role("button", name="Serahkan").click()
    assert page.get_by_text("sudah diserahkan").is_visible()
    with in_tenant(site.buleleng):
        assert Application.objects.get(pk=cases[0].pk).state == states.COMPLETED


def test_no_page_of_the_desk_breaks_a_rule_of_access_or_scrolls_sideways(
    site: Site, cases: list[Application]
) -> None:
    """Experience rows 11 and 12."""
    member = officer(site, *EVERYTHING, "verifikator_user", "petugas_perekaman")
    with in_tenant(site.buleleng):
        ready = in_process(as_officer(member))
        start_production(ready, by=as_officer(member))
        mark_ready(ready, by=as_officer(member), place=main_office(), ready_from=TUESDAY)
    page = signed_in(site, member).new_page()
    page.goto(site.url("/petugas/permohonan/"))
    page.get_by_role("button", name="Periksa yang paling lama").click()
    case = f"/petugas/permohonan/{cases[0].reference}/"
    found: dict[str, object] = {}
    for name, path in {
        "meja": "/petugas/",
        "antrean": "/petugas/permohonan/",
        "antrean-kosong": "/petugas/permohonan/?ulang=1",
        "periksa": case,
        "belum-diambil": f"/petugas/permohonan/{cases[1].reference}/",
        "perbaikan": f"{case}perbaikan/",
        "tolak": f"{case}tolak/",
        "cari": "/petugas/cari/",
        "loket": "/petugas/serah/",
        "serah": f"/petugas/serah/{ready.reference}/",
        "siap": f"/petugas/permohonan/{ready.reference}/",
    }.items():
        page.goto(site.url(path))
        shot(page, name)
        wrong = faults(page)
        page.set_viewport_size(ZOOMED_DESK["viewport"])
        if overflow(page):
            wrong.append(f"scrolls sideways by {overflow(page)} px")
        page.set_viewport_size(DESK["viewport"])
        if wrong:
            found[name] = wrong
    assert found == {}
