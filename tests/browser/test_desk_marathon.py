"""Thirty accounts and thirty applications decided by keyboard alone, the next one on screen at once (issue 4).

"On screen" is measured inside the browser: from the key that decides to the frame after the next case's page and
every photo on it have loaded. The figures are printed (``pytest -s``).
"""

from __future__ import annotations

import os
import statistics
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from loket.applications import states
from loket.applications.models import Application, Attachment
from loket.files.actions import rebuild
from loket.files.actions.receive import receive
from loket.files.models import StoredFile
from loket.foundation.kernel import clock
from loket.residents.models import Resident, ResidentPaper
from loket.residents.states import ResidentState
from loket.tenants.scope import current_tenant, in_tenant
from tests.applications.cases import sent
from tests.browser.eyes import DESK, Site, script_errors
from tests.browser.test_desk_of_cases import officer, signed_in
from tests.faces.workbench.desk_photos import drawn
from tests.residents.people import PAPERS, registered

MANY = 30
#: Issue 4, milliseconds; what is said of each run.
WANTED = 300
#: What fails: server, browser and test share two cores here, often with other work beside them.
MEDIAN_FAILS, WORST_FAILS = 600, 1500
WATCH = """
addEventListener("keydown", (event) => { if (event.key === "s") sessionStorage.pressed = Date.now(); }, true);
const shown = () => requestAnimationFrame(() => requestAnimationFrame(() => {
  if (!sessionStorage.pressed) return;
  const taken = JSON.parse(sessionStorage.taken || "[]");
  taken.push(Date.now() - sessionStorage.pressed);
  sessionStorage.taken = JSON.stringify(taken);
  sessionStorage.removeItem("pressed");
}));
addEventListener("load", () => { if (performance.timeOrigin > +sessionStorage.pressed) shown(); });
document.addEventListener("meja:tampil", shown);
"""
#: How long an officer looks at one case at the very least; the next one's photos come meanwhile.
LOOK_MS = 250


def stored(words: str) -> StoredFile:
    """One drawn photo, rebuilt as the product does it."""
    file = receive(drawn(words), owner="test")
    rebuild.rebuild(current_tenant(), file.pk)
    file.refresh_from_db()
    return file


def watched(context: BrowserContext) -> Page:
    context.add_init_script(WATCH)
    return context.new_page()


def decide_all(page: Page, *, ticks: int) -> list[int]:
    """Press the keys for every case; how long each took until the next was on screen, in milliseconds."""
    for _number in range(MANY):
        for _tick in range(ticks):
            page.keyboard.press("Space")
        page.wait_for_timeout(LOOK_MS)
        page.keyboard.press("s")
        while page.evaluate("Boolean(sessionStorage.pressed)"):
            page.wait_for_timeout(5)
    taken: list[int] = page.evaluate("JSON.parse(sessionStorage.taken)")
    return taken


def report(what: str, taken: list[int]) -> None:
    """Say the figures and hold them."""
    middle, worst = statistics.median(taken), max(taken)
    within = sum(one <= WANTED for one in taken)
    words = f"{what}: median {middle:.0f} ms, worst {worst} ms, {within} of {len(taken)} within {WANTED} ms"
    print(f"\n{words}")
    folder = os.environ.get("LOKET_SHOTS")
    if folder:
        (Path(folder) / f"marathon-{what}.txt").write_text(words + "\n" + repr(taken) + "\n")
    assert middle <= MEDIAN_FAILS, words
    assert worst <= WORST_FAILS, words


@pytest.mark.browser
def test_thirty_applications_are_decided_by_keyboard(site: Site) -> None:
    """Experience rules 14 to 16: one key decides, the next case is there."""
    with in_tenant(site.buleleng):
        photos = [stored("KARTU KELUARGA"), stored("SURAT KEHILANGAN")]
        cases = [sent() for _number in range(MANY)]
        for case in cases:
            for slug, file in zip(("kk_asli", "surat_polisi_hilang"), photos, strict=True):
                Attachment.objects.create(application=case, slug=slug, file=file, created_at=clock.now())
    page = watched(signed_in(site, officer(site, "verifikator_layanan"), DESK))
    heard = script_errors(page)
    page.goto(site.url("/petugas/permohonan/"))
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("n")
    taken = decide_all(page, ticks=0)
    with in_tenant(site.buleleng):
        decided = Application.objects.filter(pk__in=[case.pk for case in cases], state=states.APPROVED)
        assert decided.count() == MANY
    assert heard == []
    report("applications", taken)


@pytest.mark.browser
def test_thirty_accounts_are_decided_by_keyboard(site: Site) -> None:
    """Screen e-meja: five ticks by the space bar, one key, the next person."""
    with in_tenant(site.buleleng):
        photos = {slug: stored(slug) for slug in PAPERS}
        people = [
            registered(
                nik=f"51080{number % 9 + 1}450187{number + 1:04d}",
                kk=f"510801010120{number + 1:04d}",
                phone=f"0812340{number:05d}",
                name=f"WARGA {number}",
            )
            for number in range(MANY)
        ]
        for slug, file in photos.items():
            ResidentPaper.objects.filter(slug=slug).update(file=file)
    page = watched(signed_in(site, officer(site, "verifikator_user"), DESK))
    heard = script_errors(page)
    page.goto(site.url("/petugas/akun/"))
    taken = decide_all(page, ticks=5)
    with in_tenant(site.buleleng):
        verified = Resident.objects.filter(pk__in=[one.pk for one in people], state=ResidentState.VERIFIED)
        assert verified.count() == MANY
    assert heard == []
    report("accounts", taken)
