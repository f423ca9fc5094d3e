"""The desk's keys: only outside fields, shown, to be switched off; photos by number; undo runs out (rule 19).

A page of the real site is given the desk's skeleton, so that each key is proved apart from any case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.eyes import DESK, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SKELETON = """
<input type="search" data-tombol="/" aria-label="cari">
<button type="button" data-tombol="s" id="setuju">S</button>
<details><summary>T</summary><button type="button" data-tombol="t1" id="tolak">T1</button></details>
<div class="antre"><ol><li><a href="#1" aria-current="true">1</a></li><li><a href="#2">2</a></li></ol></div>
<div class="foto-dinding"><figure class="besar"><img alt=""></figure><figure><img alt=""></figure></div>
<div class="centang"><input type="checkbox"><input type="checkbox"></div>
<div data-urung="1"><span data-sisa>1 detik</span></div>
<button type="button" data-pintasan data-hidup="aktif" data-mati="mati" hidden>aktif</button>
"""


@pytest.fixture
def desk(site: Site) -> Page:
    page = site.open("/luring/", DESK)
    page.evaluate("(html) => { document.body.innerHTML = html; window.pressed = []; }", SKELETON)
    page.evaluate(
        "document.querySelectorAll('button[id]').forEach((one) =>"
        " one.addEventListener('click', () => window.pressed.push(one.id)))"
    )
    page.add_script_tag(url=site.url("/s/ui/desk.js"))
    return page


def test_single_keys_press_the_button_that_shows_them(desk: Page) -> None:
    desk.keyboard.press("s")
    desk.keyboard.press("t")
    assert desk.evaluate("document.querySelector('details').open")
    desk.keyboard.press("1")
    assert desk.evaluate("window.pressed") == ["setuju", "tolak"]


def test_keys_rest_while_a_field_has_the_focus(desk: Page) -> None:
    desk.keyboard.press("/")
    desk.keyboard.type("s")
    assert desk.evaluate("window.pressed") == []
    assert desk.input_value("[type=search]") == "s"
    desk.keyboard.press("Escape")
    desk.keyboard.press("s")
    assert desk.evaluate("window.pressed") == ["setuju"]


def test_keys_can_be_switched_off_and_stay_off(desk: Page) -> None:
    """WCAG 2.1.4."""
    desk.click("[data-pintasan]")
    assert desk.inner_text("[data-pintasan]") == "mati"
    desk.keyboard.press("s")
    assert desk.evaluate("window.pressed") == []
    assert desk.evaluate("localStorage.getItem('pintasan')") == "mati"


def test_photos_are_chosen_enlarged_and_turned(desk: Page) -> None:
    desk.keyboard.press("2")
    second = "document.querySelectorAll('figure')[1]"
    assert desk.evaluate(f"{second}.classList.contains('besar')")
    desk.keyboard.press("z")
    desk.keyboard.press("r")
    assert desk.evaluate(f"{second}.classList.contains('perbesar')")
    assert desk.evaluate(f"{second}.dataset.putar") == "90"
    desk.keyboard.press("Escape")
    assert not desk.evaluate(f"{second}.classList.contains('perbesar')")


def test_arrows_walk_the_queue_and_space_ticks_the_next_box(desk: Page) -> None:
    desk.keyboard.press(" ")
    assert desk.evaluate("[...document.querySelectorAll('.centang input')].map((one) => one.checked)") == [
        True,
        False,
    ]
    desk.keyboard.press("ArrowDown")
    assert desk.evaluate("document.activeElement.textContent") == "2"


def test_the_offer_to_undo_runs_out(desk: Page) -> None:
    desk.wait_for_selector("[data-urung]", state="detached", timeout=3000)
