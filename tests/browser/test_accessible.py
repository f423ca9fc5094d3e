"""Every page of the desk, the console and the operator that links lead to: axe finds nothing, nothing is too wide.

One login each (experience rows 11 and 12). The pages are found by following links from the first one, one page for
each line of the URL conf, so that a new page is looked at with the link that leads to it. Folded parts are opened.
"""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error

from loket.accounts.sessions import SessionStore
from loket.applications.actions.ask_opinion import ask_opinion
from loket.applications.actions.claim import claim
from loket.applications.actions.declare_outage import declare_outage
from loket.applications.actions.run_batch import run_batch
from loket.applications.actions.start_batch import start_batch
from loket.appointments.actions.book import book
from loket.appointments.persons import person_of_resident
from loket.appointments.queries import next_free
from loket.conversations.actions.ask import ask
from loket.foundation.kernel import clock
from loket.intake.actions.begin_sitting import begin_sitting
from loket.staff.labels import ROLES
from loket.staff.models import Membership
from loket.tenants.models import Announcement
from loket.tenants.scope import in_tenant
from tests.applications.apply import make_verified
from tests.applications.cases import as_officer, make_membership, resident_actor, sent
from tests.appointments.counters import make_schedule, someone
from tests.browser.eyes import (
    DESK,
    PHONE,
    Site,
    faults,
    faults_here,
    overflow,
    script_errors,
    small_targets,
    too_wide,
)
from tests.browser.test_applying import phone_of
from tests.browser.test_desk_of_cases import signed_in
from tests.browser.test_public_pages import TALL_PHONE
from tests.catalogue.administrators import small_service
from tests.catalogue.conftest import opened
from tests.complaints.filing import filed
from tests.faces.workbench.counter.beside import make_helper
from tests.faces.workbench.desk_photos import attach_photo
from tests.operators.people import HOST, PASSWORD, code, operator
from tests.residents.people import registered

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
#: Pages that must be among those found: without them the sweep looks at less than it says.
CORE = {
    "petugas/sekaligus/<uuid:batch_id>/", "petugas/gangguan/", "petugas/rekap/",
    "petugas/rekap/bentuk/", "petugas/rekap/daftar/<slug:column>/<str:first>/<str:last>/", "petugas/daftar/",
    "petugas/aduan/", "petugas/aduan/<str:reference>/", "petugas/aduan/angka/",
    "petugas/pesan/", "petugas/permohonan/pendapat/", "petugas/permohonan/<str:reference>/",
    "petugas/permohonan/<str:reference>/banding/",
    "petugas/permohonan/<str:reference>/betulkan/", "petugas/permohonan/<str:reference>/lembar/",
    "petugas/akun/<uuid:public_id>/", "petugas/loket/",
    "kelola/layanan/<slug:code>/", "kelola/layanan/<slug:code>/alur/", "kelola/layanan/<slug:code>/kuota/",
    "kelola/penerbitan/semua/", "kelola/bersama/<slug:section>/", "kelola/pengaturan/<slug:section>/",
    "kelola/siak/", "kelola/pendamping/", "kelola/balasan/", "kelola/petugas/<uuid:public_id>/",
}  # fmt: skip
#: Of 768 pixels the case keeps so many, whatever is said above it.
_WORK_HEIGHT = 480
#: Addresses of photographs.
_PICTURE = re.compile("/berkas/<|/foto/")
UNFOLD = "document.querySelectorAll('main details, aside details').forEach((one) => { one.open = true; })"
LINKS = "[...document.querySelectorAll('a[href]')].map((one) => one.href)"


def furnish(site: Site) -> Membership:
    """A dinas in which every kind of page has something to show, and an officer with every role."""
    opened(site.buleleng)
    with in_tenant(site.buleleng):
        small_service()
        member = make_membership(*ROLES, name="Wayan Sudarsa")
        by, colleague = (
            as_officer(member),
            as_officer(make_membership("verifikator_layanan", name="Ketut Ayu")),
        )
        cases = [sent() for _number in range(6)]
        attach_photo(cases[0], "kk_asli", "KARTU KELUARGA")
        attach_photo(cases[0], "surat_polisi_hilang", "SURAT KEHILANGAN")
        claim(cases[0], by=by)
        ask(cases[1], "Kapan selesai?", by=resident_actor(cases[1]))
        filed("pelayanan", "Petugas tidak mau menjelaskan.", application=cases[2])
        seen = [(case.pk, case.version) for case in cases[4:]]
        with clock.frozen(clock.now() - timedelta(minutes=1)):
            batch = start_batch("approve", seen, by=by, choices={}, order_key=uuid.uuid4())
        claim(cases[5], by=colleague)
        ask_opinion(cases[5], "Sah menurut Ibu?", role="kepala_dinas", by=colleague)
        declare_outage(system="siak", slots=["process"], started_at=clock.now(), by=by)
        registered()
        begin_sitting(member, make_verified("NI KETUT REMPEG"), place="counter", consent="present")
        make_helper()
        counter = make_schedule()
        book(counter, next_free(counter)[-1], person=someone())
        Announcement.objects.create(title="Kantor tutup Jumat sore", body="Ada rapat.", is_published=True)
    run_batch(site.buleleng, batch.pk)
    return member


def found_by_links(
    page: Page, site: Site, heard: list[str], *starts: str, host: str = "buleleng.localhost"
) -> Iterator[str]:
    """Open one page for each line of the URL conf that links lead to; gives the line. ``heard``: the console."""
    waiting, known = [site.url(start, host) for start in starts], set()
    while waiting:
        address = waiting.pop(0)
        line = _line(address, site, host)
        if line is None or line in known or _PICTURE.search(line):
            continue
        known.add(line)
        try:
            answer = page.goto(address)
        except Error:  # a download
            continue
        assert answer is not None
        assert answer.status < 500, address
        if answer.status != 200 or "text/html" not in answer.headers["content-type"]:
            continue
        waiting += page.evaluate(LINKS)
        yield line


def _line(address: str, site: Site, host: str) -> str | None:
    """The line of the URL conf behind an address of the desk, the console or the operator; None for others."""
    parts = urlsplit(address)
    conf = "loket.faces.operator.urls" if host == HOST else None
    if parts.netloc != f"{host}:{site.port}" or not (
        conf or parts.path.startswith(("/petugas/", "/kelola/"))
    ):
        return None
    try:
        return str(resolve(parts.path, conf).route)
    except Resolver404:
        return None


def wrongs(page: Page, line: str) -> list[str]:
    """What is wrong with the page shown: rules of access, width on the desk and on a phone."""
    page.evaluate(UNFOLD)
    folder = os.environ.get("LOKET_SHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{line.replace('/', '_')}.png"))
    found = faults(page)
    for screen in (PHONE, DESK):
        page.set_viewport_size(screen["viewport"])
        if screen is PHONE:
            found += [f"at 360 px: {one}" for one in faults_here(page)]
        if overflow(page):
            found.append(f"too wide at {screen['viewport']['width']} px: {too_wide(page)[:3]}")
    work = page.locator(".meja > .tiga")
    if work.count() and (work.bounding_box() or {"height": 0})["height"] < _WORK_HEIGHT:
        found.append(f"the work is squeezed: {work.bounding_box()}")
    return [f"{line}: {one}" for one in found]


def test_no_page_of_the_desk_or_the_console_breaks_a_rule_of_access(site: Site) -> None:
    page = signed_in(site, furnish(site), DESK).new_page()
    heard, wrong, lines = script_errors(page), [], set()
    for line in found_by_links(page, site, heard, "/petugas/", "/petugas/sekaligus/", "/kelola/"):
        lines.add(line)
        wrong += [*wrongs(page, line), *(f"{line}: {one}" for one in heard)]
        heard.clear()
    wrong += _reached_by_forms(page, site)
    assert not wrong, "\n".join(wrong)
    assert not CORE - lines, f"no link leads to {sorted(CORE - lines)}"
    assert not heard, heard


def _reached_by_forms(page: Page, site: Site) -> list[str]:
    """What a search finds, one person's whole history, the choice for an order over many."""
    page.goto(site.url("/petugas/cari/"))
    page.fill("#q", "REMPEG")
    page.click("main form button")
    wrong = wrongs(page, "search results")
    page.click("main .antre a")
    wrong += wrongs(page, "person")
    page.goto(site.url("/petugas/permohonan/"))
    page.check("[name=pilih] >> nth=0")
    page.get_by_role("button", name="Kerjakan yang dicentang").click()
    return wrong + wrongs(page, "batch: choose")


def test_no_page_of_the_operator_breaks_a_rule_of_access(site: Site) -> None:
    operator()
    page = site.visitor(DESK).new_page()
    heard, wrong, lines = script_errors(page), [], set()
    page.goto(site.url("/", HOST))
    wrong += wrongs(page, "masuk")
    page.get_by_label("Nama pengguna").fill("dewi")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    wrong += wrongs(page, "masuk/kode")
    page.get_by_label("Kode 6 angka").fill(code())
    page.get_by_role("button", name="Masuk").click()
    for line in found_by_links(page, site, heard, "/", host=HOST):
        lines.add(line)
        wrong += [*wrongs(page, line), *(f"{line}: {one}" for one in heard)]
        heard.clear()
    assert not wrong, "\n".join(wrong)
    assert {"", "dinas/baru/", "dinas/<slug:slug>/"} <= lines
    assert not heard, heard


def test_pages_of_a_resident_that_no_other_test_looks_at_are_in_order_at_360_pixels(site: Site) -> None:
    """Logging in, one's account, asking about a case; with an outage and a notice said above."""
    opened(site.buleleng)
    with in_tenant(site.buleleng):
        resident = make_verified("NI KETUT REMPEG")
        case = sent(applicant=resident)
        counter = make_schedule()
        visit = book(counter, next_free(counter)[-1], person=person_of_resident(resident)).public_id
        Announcement.objects.create(title="Kantor tutup Jumat sore", body="Ada rapat.", is_published=True)
        by = as_officer(make_membership("kepala_dinas"))
        declare_outage(system="siak", slots=["process"], started_at=clock.now(), by=by)
        store = SessionStore()
        store.begin(resident.account)
        store.save()
    visitor, own = site.visitor(TALL_PHONE).new_page(), phone_of(site, str(store.session_key)).new_page()
    own.set_viewport_size(TALL_PHONE["viewport"])  # type: ignore[arg-type]  # width and height
    wrong = []
    for page, path in (
        (visitor, "/masuk/"), (visitor, "/lupa/"), (visitor, "/"), (own, "/akun/"), (own, "/akun/kata-sandi/"),
        (own, f"/permohonan/{case.reference}/"), (own, f"/permohonan/{case.reference}/tanya/"),
        (own, f"/permohonan/{case.reference}/dibuka/"), (visitor, "/cek-pesan/"),
        (own, f"/jadwal/{visit}/"), (own, "/jadwal/pesan/perekaman/"), (own, "/jadwal/"),
    ):  # fmt: skip
        answer = page.goto(site.url(path))
        assert answer is not None
        assert answer.status == 200, path
        wrong += [f"{path}: {one}" for one in (*faults(page), *small_targets(page), *too_wide(page))]
    assert not wrong, "\n".join(wrong)
