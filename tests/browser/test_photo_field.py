"""Photos on a phone: shrunk, sent at once, warned about, resumed after a cut and after a killed tab.

Goals 6, 14, 15, 16; interaction rules 7 to 11; S3-27, X-9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import eyes
from tests.browser.eyes import Site
from tests.browser.photos import photograph, upload

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page, Route

pytestmark = pytest.mark.browser
PIECE = 32 * 1024


def _at_photo_step(site: Site, context: BrowserContext) -> Page:
    """A registration filled in up to the photo of the KTP."""
    page = context.new_page()
    page.goto(site.url("/daftar/"))
    page.fill("[name=nik]", "5108014101900001")
    page.fill("[name=no_kk]", "5108010101150002")
    page.fill("[name=nama]", "SITI RAHMAWATI")
    page.click(".kaki-aksi .tombol")
    page.fill("[name=no_wa]", "081255504471")
    page.fill("[type=password]", "kopi pagi di seririt")
    page.click(".kaki-aksi .tombol")
    page.wait_for_selector("[data-foto]")
    return page


def _wait_for(page: Page, words: str) -> None:
    page.wait_for_function(
        "(words) => document.querySelector('[data-foto]').innerText.includes(words)", arg=words
    )


def test_a_photo_is_shrunk_sent_at_once_and_kept_for_the_next_page(site: Site) -> None:
    page = _at_photo_step(site, site.visitor())
    pieces: list[int] = []
    page.on(
        "request", lambda r: pieces.append(len(r.post_data_buffer or b"")) if r.method == "PATCH" else None
    )
    original = photograph()
    page.set_input_files("#ktp_asli", upload(original))
    _wait_for(page, "Foto terkirim")
    assert sum(pieces) <= 350 * 1024 < len(original)
    assert max(pieces) <= PIECE
    assert eyes.faults(page) == []
    page.click(".kaki-aksi .tombol")
    page.wait_for_url("**/daftar/kk/")


def test_a_cut_connection_goes_on_by_itself_from_the_last_piece(site: Site) -> None:
    page = _at_photo_step(site, site.visitor())
    sent: list[int] = []
    cut = {"on": False}

    def line(route: Route) -> None:
        if route.request.method == "PATCH" and len(sent) >= 2 and not cut.get("over"):
            cut["on"] = True
        if cut["on"]:
            route.abort("internetdisconnected")
            return
        if route.request.method == "PATCH":
            sent.append(int(route.request.headers["upload-offset"]))
        route.continue_()

    page.route("**/unggah/**", line)
    page.set_input_files("#ktp_asli", upload(photograph()))
    _wait_for(page, "Sinyal putus. Lanjut sendiri nanti.")
    cut.update(on=False, over=True)
    page.evaluate("dispatchEvent(new Event('online'))")
    _wait_for(page, "Foto terkirim")
    assert sent == [PIECE * number for number in range(len(sent))], "no piece is sent twice or left out"


def test_a_killed_tab_goes_on_where_it_stopped(site: Site) -> None:
    """Android may end the tab while the camera is open; the shrunk photo waits on the phone."""
    context = site.visitor()
    page = _at_photo_step(site, context)
    allowed = {"pieces": 2}

    def line(route: Route) -> None:
        if route.request.method == "PATCH":
            allowed["pieces"] -= 1
            if allowed["pieces"] < 0:
                route.abort()
                return
        route.continue_()

    page.route("**/unggah/**", line)
    page.set_input_files("#ktp_asli", upload(photograph()))
    _wait_for(page, "Sinyal putus. Lanjut sendiri nanti.")
    address = page.url
    page.close()
    again = context.new_page()
    offsets: list[int] = []
    again.on(
        "request",
        lambda r: offsets.append(int(r.headers["upload-offset"])) if r.method == "PATCH" else None,
    )
    again.goto(address)
    _wait_for(again, "Foto terkirim")
    assert offsets[0] == 2 * PIECE
    again.click(".kaki-aksi .tombol")
    again.wait_for_url("**/daftar/kk/")


def test_the_button_waits_for_a_photo_that_is_still_on_its_way(site: Site) -> None:
    page = _at_photo_step(site, site.visitor())
    held: list[Route] = []
    line = {"open": False}

    def hold(route: Route) -> None:
        if route.request.method == "PATCH" and not line["open"]:
            held.append(route)
        else:
            route.continue_()

    page.route("**/unggah/**", hold)
    page.set_input_files("#ktp_asli", upload(photograph()))
    page.wait_for_function("() => document.querySelector('[data-keadaan=kirim]')")
    page.click(".kaki-aksi .tombol")
    assert "Foto masih dikirim" in page.inner_text(".kaki-aksi")
    assert "/daftar/ktp/" in page.url
    line["open"] = True
    for route in held:
        route.continue_()
    page.wait_for_url("**/daftar/kk/")


def test_a_blurred_or_dark_photo_is_warned_about_and_may_be_used(site: Site) -> None:
    page = _at_photo_step(site, site.visitor())
    page.set_input_files("#ktp_asli", upload(photograph(blurred=True)))
    _wait_for(page, "Foto tampak buram")
    page.set_input_files("#ktp_asli", upload(photograph(dark=True)))
    _wait_for(page, "Foto tampak gelap")
    page.click("[data-pakai]")
    assert not page.is_visible("[data-awas]")
    _wait_for(page, "Foto terkirim")
    page.click(".kaki-aksi .tombol")
    page.wait_for_url("**/daftar/kk/")


def test_something_that_is_no_photo_is_refused_in_one_sentence(site: Site) -> None:
    page = _at_photo_step(site, site.visitor())
    page.set_input_files("#ktp_asli", upload(b"halo", "catatan.txt", "text/plain"))
    _wait_for(page, "Berkas ini bukan foto. Pilih foto JPG atau PNG.")
    assert page.query_selector("[name=ktp_asli__kunci]") is None


def test_the_same_page_takes_a_photo_without_scripts(site: Site) -> None:
    page = _at_photo_step(site, site.visitor(java_script_enabled=False))
    page.set_input_files("#ktp_asli-galeri", upload(photograph(width=1200, height=900)))
    page.click(".kaki-aksi .tombol")
    assert page.url.endswith("/daftar/kk/")


def test_nothing_stays_on_the_phone_after_sending(site: Site) -> None:
    """Interaction rule 11: phones are shared."""
    page = _at_photo_step(site, site.visitor())
    page.set_input_files("#ktp_asli", upload(photograph()))
    _wait_for(page, "Foto terkirim")
    page.wait_for_timeout(200)
    script = """() => new Promise((done) => {
      const opening = indexedDB.open('loket', 1);
      opening.onsuccess = () => {
        const asked = opening.result.transaction('foto').objectStore('foto').getAll();
        asked.onsuccess = () => done(asked.result.filter((one) => one.blob).length);
      };
    })"""
    assert page.evaluate(script) == 0


def _stand_in(state: str, sentence: str = "") -> Callable[[Route], None]:
    """A server that takes every piece and then says what became of the photo."""

    def answer(route: Route) -> None:
        request = route.request
        if request.method == "PATCH":
            reached = int(request.headers["upload-offset"]) + len(request.post_data_buffer or b"")
            route.fulfill(status=204, headers={"Upload-Offset": str(reached)})
        elif request.method == "HEAD":
            route.fulfill(status=200, headers={"Upload-Offset": "0"})
        else:
            route.fulfill(json={"state": state, "sentence": sentence, "offset": 1})

    return answer


def test_a_refusal_after_rebuilding_is_said_beside_the_photo(site: Site) -> None:
    page = site.open("/ui/")
    page.route("**/unggah/**", _stand_in("refused", "Berkas ini tidak bisa dibuka. Ambil foto lagi."))
    page.set_input_files("#contoh_surat", upload(photograph()))
    _wait_for(page, "Berkas ini tidak bisa dibuka. Ambil foto lagi.")
    assert page.query_selector("[name=contoh_surat__kunci]") is None


def test_one_paper_may_have_several_photos_and_each_can_be_taken_away(site: Site) -> None:
    """Issue: several photos in one paper, front and back of a card."""
    page = site.open("/ui/")
    page.route("**/unggah/**", _stand_in("rebuilt"))
    page.set_input_files("#contoh_kk-galeri", [upload(photograph(width=1200, height=900)) for _ in range(2)])
    page.wait_for_function("() => document.querySelectorAll('[name=contoh_kk__kunci]').length === 2")
    page.wait_for_function("() => document.querySelectorAll('[data-keadaan=selesai]').length === 2")
    page.click("[data-foto=contoh_kk] [data-buang] >> nth=0")
    assert page.locator("[name=contoh_kk__kunci]").count() == 1
