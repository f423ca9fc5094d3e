"""Publication, versions, files and trying out in a real browser: desk and phone, the preview in its frame."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from loket.catalogue.actions.ask_to_publish import ask_to_publish
from loket.catalogue.actions.change_draft import change_draft
from loket.catalogue.actions.open_draft import open_draft
from loket.catalogue.actions.restore_version import restore_version
from loket.catalogue.loading import packaged
from loket.catalogue.models import ServiceDraft, ServiceVersion
from loket.staff.models import Membership
from loket.tenants.scope import in_tenant
from tests.browser.eyes import DESK, PHONE, Site, faults, overflow, script_errors, too_wide
from tests.browser.test_console import shot, signed_in
from tests.catalogue.administrators import SMALL, fresh, small_service, with_label
from tests.catalogue.conftest import opened
from tests.faces.console.rai import hire

pytestmark = pytest.mark.browser
PAGES = [
    "/kelola/penerbitan/",
    "/kelola/penerbitan/layanan/surat-kecil/",
    "/kelola/penerbitan/layanan/surat-kecil/versi/",
    "/kelola/penerbitan/layanan/surat-kecil/versi/1/",
    "/kelola/penerbitan/berkas/",
    "/kelola/penerbitan/pembaruan/",
    "/kelola/penerbitan/pembaruan/ktp-baru-pemula/",
    "/kelola/layanan/surat-kecil/",
]


@pytest.fixture
def two(site: Site) -> tuple[Membership, Membership]:
    """Ibu Rai, who changed and asked, and Pak Wayan, who decides."""
    opened(site.buleleng)
    with in_tenant(site.buleleng):
        rai, wayan = hire(), hire("wayan", "Pak Wayan")
        service = small_service()
        first = service.versions.get()
        small_service(SMALL.replace("label_id: Sekolah", "label_id: Sekolah atau kuliah"))
        restore_version(first, by=wayan.account, note="Warga bingung dengan pilihan baru.")
        draft = open_draft(service, by=rai.account)
        for slug, label in (("alasan", "Untuk keperluan apa?"), ("lain", "Keterangan tambahan")):
            draft = fresh(draft)
            change_draft(draft, with_label(slug, label), revision=draft.revision, by=rai.account)
        draft = fresh(draft)
        note = "Pertanyaannya sering salah dimengerti di loket."
        ask_to_publish(draft, revision=draft.revision, by=rai.account, note=note)
    return rai, wayan


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_is_in_order(
    site: Site, two: tuple[Membership, Membership], screen: dict[str, object]
) -> None:
    page = signed_in(site, two[1], screen).new_page()
    heard = script_errors(page)
    for number, path in enumerate(PAGES):
        page.goto(site.url(path))
        shot(page, f"publishing-{'phone' if screen is PHONE else 'desk'}-{number}")
        assert overflow(page) == 0, (path, too_wide(page))
        assert faults(page) == [], path
    page.goto(site.url("/kelola/penerbitan/berkas/"))
    text = SMALL.replace("label_id: Keterangan,", "label_id: Catatan,")
    file = {"name": "layanan.yaml", "mimeType": "application/yaml", "buffer": text.encode()}
    page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]  # a plain dictionary of playwright's
    page.get_by_role("button", name="Periksa berkas").click()
    page.get_by_text("Lihat perubahannya").first.click()
    expect(page.get_by_text("sekarang berbunyi “Catatan”")).to_be_visible()
    shot(page, f"publishing-{'phone' if screen is PHONE else 'desk'}-check")
    assert overflow(page) == 0
    assert faults(page) == []
    assert heard == []


def test_a_second_person_publishes_with_two_taps(site: Site, two: tuple[Membership, Membership]) -> None:
    page = signed_in(site, two[1], DESK).new_page()
    page.goto(site.url("/kelola/penerbitan/"))
    page.get_by_role("link", name="Periksa").click()
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_text("Versi 4 sudah diterbitkan.")).to_be_visible()
    with in_tenant(site.buleleng):
        assert ServiceVersion.objects.filter(service__code="surat-kecil").count() == 4


def test_the_preview_stands_in_its_frame_and_follows_the_draft(
    site: Site, two: tuple[Membership, Membership]
) -> None:
    """360 px of the real screens beside the builder; another administrator's change shows without a tap."""
    page = signed_in(site, two[0], DESK).new_page()
    heard = script_errors(page)
    page.goto(site.url("/kelola/layanan/surat-kecil/"))
    frame = page.frame_locator("iframe")
    expect(frame.get_by_text("Untuk keperluan apa?")).to_be_visible()
    expect(frame.get_by_text("tidak disimpan")).to_be_visible()
    box = page.locator("iframe").bounding_box()
    assert box is not None
    assert 350 <= box["width"] <= 362
    with in_tenant(site.buleleng):
        draft = ServiceDraft.objects.get(service__code="surat-kecil")
        change_draft(draft, with_label("alasan", "Buat apa?"), revision=draft.revision, by=two[1].account)
    expect(frame.get_by_text("Buat apa?")).to_be_visible(timeout=10_000)
    assert heard == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_trying_out_on_a_phone_ends_at_a_sample_receipt(
    site: Site, two: tuple[Membership, Membership], script: bool
) -> None:
    with in_tenant(site.buleleng):
        ServiceDraft.objects.all().delete()
    page = signed_in(site, two[0], PHONE, java_script_enabled=script).new_page()
    page.goto(site.url("/kelola/penerbitan/layanan/surat-kecil/coba/"))
    shot(page, "tryout-phone-step")
    page.get_by_label("Sekolah").check()
    page.get_by_role("button", name="Lanjut", exact=True).click()
    shot(page, "tryout-phone-paper")
    page.get_by_label("Anggap foto sudah diambil").check()
    page.get_by_role("button", name="Lanjut", exact=True).click()
    shot(page, "tryout-phone-check")
    page.get_by_label("Data saya benar").check()
    page.get_by_role("button", name="Semua sudah benar, kirim").click()
    expect(page.get_by_text("Ini bukti contoh.")).to_be_visible()
    shot(page, "tryout-phone-sent")
    assert packaged()
