"""Every key that the desk's help and buttons name does what they say, and stands on a control that needs no script.

Experience rules 14 to 19. Reads the keys from the pages themselves: a new one is in the test with its template.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from loket.applications import states
from loket.applications.actions.ask_opinion import ask_opinion
from loket.applications.actions.claim import claim
from loket.applications.models import Application
from loket.staff.models import Membership
from loket.tenants.scope import in_tenant
from tests.applications.cases import as_officer, make_membership, sent
from tests.browser.eyes import Site, script_errors
from tests.browser.test_desk_of_cases import officer, signed_in
from tests.faces.workbench.desk_photos import attach_photo
from tests.issuing.test_issuing import EVERYTHING, in_process
from tests.residents.people import registered

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
ROLES = (*EVERYTHING, "verifikator_user", "petugas_loket", "kepala_dinas", "administrator")
DECISIONS = {
    ("t", "1"): states.REJECTED,
    ("b", "1"): states.CANCELLED,
    ("p", "1"): states.RETURNED,
    ("s",): states.APPROVED,
}
#: What can be pressed without script: a control of the browser's own.
PLAIN = "button, a[href], summary, label, input, textarea"
#: Every key of the page: itself, whether it is plain HTML, and the letters shown to the officer on or beside it.
KEYS = f"""() => [...document.querySelectorAll('[data-tombol]')].map((one) => ({{
  key: one.dataset.tombol, plain: one.matches({PLAIN!r}),
  shown: [...one.querySelectorAll('kbd, b'), ...one.parentElement.querySelectorAll(':scope > kbd, label kbd')]
    .map((each) => each.textContent.trim().toLowerCase()).join(''),
  hint: one.title.toLowerCase().replace('lalu', '') }}))"""
#: The page notes what is pressed instead of doing it.
NOTE = """() => { window.noted = []; document.addEventListener('click', (event) => {
  const hit = event.target.closest('[data-tombol]'); if (!hit) return;
  window.noted.push(hit.dataset.tombol); event.preventDefault(); event.stopImmediatePropagation(); }, true) }"""


@dataclass
class Desk:
    """An officer's page and the cases on it."""

    page: Page
    member: Membership
    first: Application
    second: Application

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def goes_to(self, pattern: str, *keys: str) -> None:
        """The keys lead to another page."""
        self.press(*keys)
        self.page.wait_for_url(re.compile(pattern))
        self.page.wait_for_load_state()


@pytest.fixture
def desk(site: Site) -> Desk:
    member = officer(site, *ROLES)
    with in_tenant(site.buleleng):
        first, second = sent(), sent()
        attach_photo(first, "kk_asli", "KARTU KELUARGA")
        attach_photo(first, "surat_polisi_hilang", "SURAT KEHILANGAN")
        asked = sent()
        colleague = as_officer(make_membership("verifikator_layanan", name="Ketut Ayu"))
        claim(asked, by=colleague)
        ask_opinion(asked, "Sah menurut Ibu?", role="kepala_dinas", by=colleague)
        in_process(as_officer(member))
        registered()
    page = signed_in(site, member).new_page()
    page.goto(site.url("/petugas/permohonan/"))
    return Desk(page, member, first, second)


def test_every_key_does_what_the_help_says(site: Site, desk: Desk) -> None:
    heard = script_errors(desk.page)
    _letters_of_a_case(site, desk)
    _each_presses_its_own_control(site, desk)
    assert heard == []


def _letters_of_a_case(site: Site, desk: Desk) -> None:
    """C, W and O open their part, E compares, H prints, I corrects, L hands back, U undoes, J and K walk."""
    page = desk.page
    here = f"/petugas/permohonan/{desk.first.reference}/"
    desk.goes_to(here, "n")
    for key, part in {"c": "catatan", "w": "pesan", "o": "pendapat"}.items():
        desk.press(key)
        assert page.locator(f"#{part} details").get_attribute("open") is not None, key
    desk.press("2", "z", "r")
    second = page.locator(".foto-dinding figure").nth(1)
    assert "perbesar" in str(second.get_attribute("class"))
    assert second.get_attribute("data-putar") == "90"
    desk.press("Escape")
    assert "perbesar" not in str(second.get_attribute("class"))
    desk.goes_to("banding", "e")
    desk.goes_to(f"{here}$", "e")
    for key, part in {"h": "lembar", "i": "betulkan"}.items():
        desk.goes_to(f"{here}{part}", key)
        page.go_back()
    desk.press("j")
    assert page.evaluate("document.activeElement.matches('.antre li a')")
    desk.press("k", "/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.press("Escape")
    for keys, state in DECISIONS.items():
        page.goto(site.url(here))
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            desk.press(*keys)
        page.locator(".urung").wait_for()
        assert state_of(site, desk.first) == state
        desk.goes_to(f"{here}(\\?|$)", "u")
        assert state_of(site, desk.first) == states.IN_VERIFICATION
    desk.goes_to("/petugas/permohonan/([?#]|$)", "l")
    assert state_of(site, desk.first) == states.SUBMITTED
    desk.goes_to("/petugas/akun/", "g", "a")
    desk.goes_to("/petugas/permohonan/([?#]|$)", "g", "p")


def _each_presses_its_own_control(site: Site, desk: Desk) -> None:
    """Twice the same key on a page would press the wrong one; a letter shown that does nothing would be a lie."""
    page, wrong, seen = desk.page, [], set()
    with in_tenant(site.buleleng):
        process = Application.objects.get(state=states.IN_PROCESS)
        asked = Application.objects.get(opinions__isnull=False)
        claim(Application.objects.get(pk=desk.first.pk), by=as_officer(desk.member))
    cases = [f"/petugas/permohonan/{one.reference}/" for one in (desk.first, desk.second, process, asked)]
    for path in ("/petugas/", "/petugas/permohonan/", *cases, f"{cases[0]}banding/", "/petugas/akun/"):
        page.goto(site.url(path))
        page.evaluate(NOTE)
        found = page.evaluate(KEYS)
        assert found, path
        for one in found:
            seen.add(one["key"])
            page.evaluate("document.activeElement.blur()")
            before = page.evaluate("window.noted.length")
            desk.press(*one["key"])
            if page.evaluate("document.activeElement.matches('[type=search], textarea')"):
                page.keyboard.press("Escape")
                pressed = [one["key"]]
            else:
                pressed = page.evaluate(f"window.noted.slice({before})")
            if pressed != [one["key"]] or not one["plain"]:
                wrong.append((path, one["key"], pressed, one["plain"]))
            if one["key"] not in f"{one['shown']}{one['hint']}".replace(" ", "") and one["key"] not in "<>":
                wrong.append((path, one["key"], "not shown", one["shown"]))
        page.keyboard.press("Escape")
    assert not wrong, "\n".join(map(str, wrong))
    assert {"s", "p0", "t1", "b1", "l", "n", "w", "c", "o", "h", "e", "/", "ga", "gp", "m"} <= seen


def state_of(site: Site, case: Application) -> str:
    with in_tenant(site.buleleng):
        return str(Application.objects.get(pk=case.pk).state)
