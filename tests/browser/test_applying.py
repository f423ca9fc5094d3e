"""Applying in Chromium on a 360 px phone: calm pages, with scripts and without, a cut upload that goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from playwright.sync_api import TimeoutError as TooSlow

from loket.applications.models import Application
from loket.tenants.scope import in_tenant
from tests.browser import eyes
from tests.browser.eyes import Site
from tests.files.samples import jpeg
from tests.journeys.cases_in_browser import Cast, make_cast

#: Milliseconds: the machine of the tests may be busy with others.
_PATIENCE = 45_000


@pytest.fixture
def cast(site: Site) -> Cast:
    """Applications in every state."""
    return make_cast(site.buleleng)


def phone_of(site: Site, key: str, **options: object) -> BrowserContext:
    """A phone on which somebody is logged in."""
    context = site.visitor(**options)
    context.set_default_timeout(_PATIENCE)
    context.add_cookies([{"name": "masuk", "value": key, "url": site.url("/")}])
    return context


def _pages(cast: Cast) -> Iterator[tuple[str, str]]:
    draft, fresh = f"/permohonan/{cast.draft}", f"/permohonan/{cast.fresh}"
    yield cast.sari, "/permohonan/"
    for tail in ("", "terkirim/", "bukti/", "isi/"):
        yield cast.sari, f"/permohonan/{cast.running}/{tail}"
    for tail in ("", "perbaikan/", "batalkan/"):
        yield cast.sari, f"/permohonan/{cast.returned}/{tail}"
    for tail in ("periksa/", "isi/untuk-siapa/", "isi/pemilik/", "isi/surat-kehilangan/",
                 "isi/kertas-surat-polisi-hilang/", "isi/cara-menerima/"):  # fmt: skip
        yield cast.sari, f"{draft}/{tail}"
    yield cast.sari, f"{fresh}/isi/untuk-siapa/"
    yield cast.ketut, f"/permohonan/{cast.ready}/"
    yield cast.sari, "/aduan/saya/"
    yield cast.sari, f"/aduan/{cast.complaint}/"
    yield "", "/cek/"
    yield "", f"/p/{cast.running}"


def test_every_page_of_an_application_is_calm(site: Site, cast: Cast) -> None:
    """Rows 11 to 13 of the experience goals: axe 0, no sideways scroll, targets, 200 % text, no script errors."""
    phones = {key: phone_of(site, key or "none").new_page() for key in ("", cast.sari, cast.ketut)}
    heard = {key: eyes.script_errors(page) for key, page in phones.items()}
    wrong = []
    for key, path in _pages(cast):
        page = phones[key]
        page.goto(site.url(path))
        page.wait_for_load_state("networkidle")
        found = [*eyes.small_targets(page), *eyes.wide_with_large_text(page), *heard[key]]
        if eyes.overflow(page):
            found.append("sideways scroll")
        # the sticky menu hides what lies below it until one scrolls; axe would call that a small target
        page.set_viewport_size({"width": 360, "height": 2400})
        found += eyes.faults(page)
        page.set_viewport_size({"width": 360, "height": 800})
        heard[key].clear()
        wrong += [(re.sub(r"[A-Z]{3}-\d\d-[A-Z0-9-]+", "…", path), one) for one in found]
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_draft_is_finished_and_sent(site: Site, cast: Cast, scripts: bool, tmp_path: Path) -> None:
    """KIA from the first screen to the receipt, photos through the native inputs, on 360 px."""
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(jpeg(1600, 1200))
    page = phone_of(site, cast.sari, java_script_enabled=scripts).new_page()
    page.goto(site.url(f"/permohonan/{cast.fresh}/lanjut/"))
    for _screen in range(20):
        if page.url.endswith("/periksa/"):
            break
        before = page.url
        _fill_kia(page, str(photo))
        page.get_by_role("button", name="Lanjut").last.click()
        try:
            page.wait_for_url(lambda url, before=before: url != before, timeout=_PATIENCE)
        except TooSlow as error:
            raise AssertionError(f"{before}: {page.inner_text('body')}") from error
    for tick in page.locator("input[type=checkbox]").all():
        tick.check()
    page.get_by_role("button", name="Semua sudah benar, kirim").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Permohonan terkirim")
    with in_tenant(site.buleleng):
        assert Application.objects.get(reference=cast.fresh).state == "submitted"


def _fill_kia(page: Page, photo: str) -> None:
    key = page.url.rstrip("/").rpartition("/")[2]
    if key.startswith("kertas-"):
        page.locator("input[type=file]").last.set_input_files(photo)
        return
    for group in page.locator("fieldset:has(input[type=radio])").all():
        group.locator("input[type=radio]").first.check()
    answers = {
        "subjek_nik": "5108061203200001", "subjek_nama": "NI KOMANG AYU", "tempat_lahir": "Singaraja",
        "tgl_lahir_hari": "12", "tgl_lahir_bulan": "3", "tgl_lahir_tahun": "2020",
        "akta_nomor": "5108-LT-12032020-0007", "ortu_nama": "NI LUH PUTU SARI",
    }  # fmt: skip
    for name, value in answers.items():
        box = page.locator(f"input[name={name}]")
        if box.count():
            box.fill(value)


def test_a_photo_cut_in_the_middle_goes_on_by_itself(site: Site, cast: Cast, tmp_path: Path) -> None:
    """Row 15: the connection is lost while a photo is sent; it continues from the last piece, with no tap."""
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(jpeg(2400, 1800))
    context = phone_of(site, cast.sari)
    page = context.new_page()
    page.goto(site.url(f"/permohonan/{cast.draft}/isi/kertas-kk-asli/"))
    pieces: list[str] = []
    context.route("**/unggah/**", lambda route: _cut_the_second(route, pieces))
    page.locator("input[type=file]").last.set_input_files(str(photo))
    expect(page.locator("[data-keadaan=putus]")).to_be_visible(timeout=_PATIENCE)
    expect(page.get_by_text("Sinyal putus. Lanjut sendiri nanti.")).to_be_visible()
    context.unroute("**/unggah/**")
    expect(page.locator("[data-keadaan=selesai]")).to_be_visible(timeout=_PATIENCE)
    page.get_by_role("button", name="Lanjut").last.click()
    page.wait_for_url(re.compile(r"/(isi|periksa)/(?!kertas-kk)"))
    with in_tenant(site.buleleng):
        draft = Application.objects.get(reference=cast.draft)
        assert draft.attachments.filter(slug="kk_asli").count() == 2


def _cut_the_second(route: object, pieces: list[str]) -> None:
    request = route.request  # type: ignore[attr-defined]
    if request.method == "PATCH":
        pieces.append(request.headers.get("upload-offset", ""))
    if len(pieces) > 1:
        route.abort("connectionfailed")  # type: ignore[attr-defined]
    else:
        route.continue_()  # type: ignore[attr-defined]


def test_offline_is_a_state_and_not_an_error(site: Site, cast: Cast) -> None:
    """Rule 10: a dark bar says that nothing is lost, and goes when the signal is back."""
    context = phone_of(site, cast.sari)
    page = context.new_page()
    page.goto(site.url(f"/permohonan/{cast.draft}/isi/surat-kehilangan/"))
    bar = page.get_by_text("Sedang tidak ada sinyal. Isian Anda aman di HP ini.").first
    expect(bar).to_be_hidden()
    context.set_offline(True)
    expect(bar).to_be_visible()
    context.set_offline(False)
    expect(bar).to_be_hidden()


def test_the_next_screen_does_not_wait_for_a_photo(site: Site, cast: Cast, tmp_path: Path) -> None:
    """Rule 7: on with the next screen while a photo is sent; the check page says so and sends when it is there.

    The tab dies on the way and another carries on; nothing is photographed twice.
    """
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(jpeg(2400, 1800))
    context = phone_of(site, cast.sari)
    page = context.new_page()
    with in_tenant(site.buleleng):
        before = Application.objects.get(reference=cast.draft).attachments.filter(slug="kk_asli").count()
    page.goto(site.url(f"/permohonan/{cast.draft}/isi/kertas-kk-asli/"))
    context.route("**/unggah/**", lambda route: _cut_the_second(route, ["", ""]))
    page.locator("input[type=file]").last.set_input_files(str(photo))
    expect(page.locator("[data-keadaan=putus]")).to_be_visible(timeout=_PATIENCE)
    page.get_by_role("button", name="Lanjut").last.click()
    page.wait_for_url(re.compile(r"/(isi/(?!kertas-kk)|periksa)"), timeout=_PATIENCE)
    expect(page.get_by_text("Masih mengirim 1 foto.")).to_be_visible(timeout=_PATIENCE)
    page.close()
    again = context.new_page()
    again.goto(site.url(f"/permohonan/{cast.draft}/periksa/"))
    expect(again.get_by_text("Masih mengirim 1 foto.")).to_be_visible(timeout=_PATIENCE)
    for tick in again.locator("input[type=checkbox]").all():
        tick.check()
    again.get_by_role("button", name="Semua sudah benar, kirim").click()
    assert again.url.endswith("/periksa/")
    context.unroute("**/unggah/**")
    expect(again.get_by_role("heading", level=1)).to_have_text("Permohonan terkirim", timeout=_PATIENCE)
    with in_tenant(site.buleleng):
        sent = Application.objects.get(reference=cast.draft)
        assert sent.attachments.filter(slug="kk_asli").count() == before + 1


#: The last piece of the photo is answered in the very moment in which the phone looks what it has kept.
_ANSWERED_WHILE_LEAVING = """
(() => {
  const box = IDBObjectStore.prototype, calls = XMLHttpRequest.prototype;
  const { put, getAll } = box, { send } = calls;
  let isLater = false, arrive;
  const leaving = new Promise((done) => { arrive = done; });
  box.put = function (photo, key) {
    isLater = isLater || photo.later;
    return put.call(this, photo, key);
  };
  box.getAll = function () {
    if (isLater) arrive();
    return getAll.call(this);
  };
  calls.send = function (body) {
    const told = this.onload, isLast = body instanceof Blob && body.size < 32 * 1024;
    if (isLast) this.onload = () => { document.body.dataset.held = ""; leaving.then(told); };
    send.call(this, body);
  };
})();
"""


def test_a_photo_that_arrives_while_its_screen_is_left_is_not_lost(
    site: Site, cast: Cast, tmp_path: Path
) -> None:
    """Rule 7: between pressing "Lanjut" and the next screen the photo arrives; it is handed in all the same."""
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(jpeg(2400, 1800))
    context = phone_of(site, cast.sari)
    page = context.new_page()
    with in_tenant(site.buleleng):
        before = Application.objects.get(reference=cast.draft).attachments.filter(slug="kk_asli").count()
    page.goto(site.url(f"/permohonan/{cast.draft}/isi/kertas-kk-asli/"))
    page.evaluate(_ANSWERED_WHILE_LEAVING)
    page.locator("input[type=file]").last.set_input_files(str(photo))
    page.locator("body[data-held]").wait_for(timeout=_PATIENCE)
    page.get_by_role("button", name="Lanjut").last.click()
    page.wait_for_url(re.compile(r"/(isi/(?!kertas-kk)|periksa)"), timeout=_PATIENCE)
    page.goto(site.url(f"/permohonan/{cast.draft}/periksa/"))
    for tick in page.locator("input[type=checkbox]").all():
        tick.check()
    page.get_by_role("button", name="Semua sudah benar, kirim").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Permohonan terkirim", timeout=_PATIENCE)
    with in_tenant(site.buleleng):
        sent = Application.objects.get(reference=cast.draft)
        assert sent.attachments.filter(slug="kk_asli").count() == before + 1
