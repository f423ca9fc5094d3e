"""The pages of publication: what administrators see, decide and are told (script off)."""

from __future__ import annotations

from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from loket.accounts.models import Account
from loket.catalogue.actions.change_draft import change_draft
from loket.catalogue.actions.open_draft import open_draft
from loket.catalogue.loading import packaged
from loket.catalogue.models import Service, ServiceDraft, ServiceVersion
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.catalogue.administrators import SMALL, small_service, with_label

from .rai import at_console, hire

url = partial(reverse)


def page(name: str, *args: object) -> str:
    return reverse(f"console:publishing:{name}", args=args)


@pytest.fixture
def rai(buleleng: Tenant) -> Client:
    """Ibu Rai, with the small service published."""
    with in_tenant(buleleng):
        membership = hire()
        small_service()
    return at_console(membership)


@pytest.fixture
def wayan(buleleng: Tenant) -> Client:
    """The second administrator."""
    with in_tenant(buleleng):
        membership = hire("wayan", "Pak Wayan")
    return at_console(membership)


def edit(tenant: Tenant, slug: str = "alasan", label: str = "Untuk keperluan apa?") -> int:
    """One question changed in the draft; the draft's revision."""
    with in_tenant(tenant):
        by = Account.objects.get(display_name="Ibu Rai")
        draft = open_draft(Service.objects.get(code="surat-kecil"), by=by)
        change_draft(draft, with_label(slug, label), revision=draft.revision, by=by)
        return int(ServiceDraft.objects.get().revision)


def versions(tenant: Tenant) -> int:
    with in_tenant(tenant):
        return ServiceVersion.objects.filter(service__code="surat-kecil").count()


def test_the_whole_way_of_a_change(rai: Client, wayan: Client, buleleng: Tenant) -> None:
    """Ask with a note; the other sees sentences with before and after, and publishes."""
    revision = edit(buleleng)
    shown = rai.get(page("show", "surat-kecil")).content.decode()
    assert "Pertanyaan “Untuk apa?” sekarang berbunyi “Untuk keperluan apa?”." in shown
    asked = rai.post(page("ask", "surat-kecil"), {"revisi": revision, "catatan": "Lebih jelas."}, follow=True)
    assert "Permintaan terkirim" in asked.content.decode()
    assert "Administrator lain harus memeriksa" in asked.content.decode()
    assert "Surat kecil" in wayan.get(page("list")).content.decode()
    other = wayan.get(page("show", "surat-kecil")).content.decode()
    assert "Lebih jelas." in other
    assert "<del>Untuk apa?</del>" in other
    assert "<ins>Untuk keperluan apa?</ins>" in other
    done = wayan.post(page("publish", "surat-kecil"), {"revisi": revision}, follow=True).content.decode()
    assert "Versi 2 sudah diterbitkan." in done
    assert versions(buleleng) == 2


def test_who_asked_cannot_publish_by_posting(rai: Client, wayan: Client, buleleng: Tenant) -> None:
    revision = edit(buleleng)
    rai.post(page("ask", "surat-kecil"), {"revisi": revision})
    refused = rai.post(page("publish", "surat-kecil"), {"revisi": revision})
    assert refused.status_code == 403
    assert versions(buleleng) == 1


def test_publishing_what_was_changed_meanwhile_says_what_changed(
    rai: Client, wayan: Client, buleleng: Tenant
) -> None:
    revision = edit(buleleng)
    rai.post(page("ask", "surat-kecil"), {"revisi": revision})
    edit(buleleng, "lain", "Catatan")
    refused = wayan.post(page("publish", "surat-kecil"), {"revisi": revision})
    assert refused.status_code == 409
    text = refused.content.decode()
    assert "Draf ini baru saja diubah oleh Ibu Rai." in text
    assert "Pertanyaan “Catatan” diubah" in text
    assert versions(buleleng) == 1


def test_the_second_tap_finds_it_published(rai: Client, wayan: Client, buleleng: Tenant) -> None:
    revision = edit(buleleng)
    rai.post(page("ask", "surat-kecil"), {"revisi": revision})
    wayan.post(page("publish", "surat-kecil"), {"revisi": revision})
    again = wayan.post(page("publish", "surat-kecil"), {"revisi": revision}, follow=True)
    assert "sudah diterbitkan lebih dulu" in again.content.decode()
    assert versions(buleleng) == 2


def test_the_only_administrator_is_told_that_nobody_else_looked(rai: Client, buleleng: Tenant) -> None:
    """Allowed by a setting, said on the page."""
    revision = edit(buleleng)
    rai.post(page("ask", "surat-kecil"), {"revisi": revision})
    assert "Undang administrator kedua" in rai.get(page("show", "surat-kecil")).content.decode()
    rai.post(page("rule"), {"sendiri": "ya"})
    assert "Tanpa orang kedua." in rai.get(page("show", "surat-kecil")).content.decode()
    rai.post(page("publish", "surat-kecil"), {"revisi": revision, "buka": "on"})
    assert versions(buleleng) == 2
    with in_tenant(buleleng):
        assert Service.objects.get(code="surat-kecil").is_active


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"tanggal": "2020-01-01"}, "Waktu ini sudah lewat."),
        ({"tanggal": "besok"}, "Tanggal ini tidak ada."),
        ({"jam": "08:00"}, "Isi tanggalnya juga"),
        ({"tanggal": "2026-11-30", "jam": "25.00"}, "Jam ini tidak ada."),
        ({"tanggal": "9999-12-31"}, "terlalu jauh"),
    ],
)
def test_a_wrong_moment_is_refused_beside_its_field(
    rai: Client, buleleng: Tenant, typed: dict[str, str], sentence: str
) -> None:
    revision = edit(buleleng)
    refused = rai.post(page("ask", "surat-kecil"), {"revisi": revision, "catatan": "Tetap ada.", **typed})
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert "Tetap ada." in refused.content.decode()


def test_going_back_needs_a_reason_and_works_at_once(rai: Client, wayan: Client, buleleng: Tenant) -> None:
    revision = edit(buleleng)
    rai.post(page("ask", "surat-kecil"), {"revisi": revision})
    wayan.post(page("publish", "surat-kecil"), {"revisi": revision})
    shown = rai.get(page("version", "surat-kecil", 1)).content.decode()
    assert "sekarang berbunyi “Untuk apa?”" in shown
    assert rai.post(page("restore", "surat-kecil", 1), {}).status_code == 422
    done = rai.post(page("restore", "surat-kecil", 1), {"catatan": "Membingungkan warga."}, follow=True)
    assert "Versi 3 sama dengan versi 1" in done.content.decode()
    assert versions(buleleng) == 3


def upload(browser: Client, content: bytes, name: str = "layanan.yaml"):  # type: ignore[no-untyped-def]  # Django's test response
    return browser.post(page("check"), {"berkas": SimpleUploadedFile(name, content)})


def packed(html: str) -> str:
    return html.split('name="berkas" value="', 1)[1].split('"', 1)[0]


def test_a_file_is_compared_first_and_taken_over_afterwards(rai: Client, buleleng: Tenant) -> None:
    """Upload, check, differences, into drafts; published services stay as they are."""
    text = SMALL.replace("label_id: Keterangan,", "label_id: Catatan,")
    shown = upload(rai, text.encode()).content.decode()
    assert "Pertanyaan “Keterangan” sekarang berbunyi “Catatan”." in shown
    assert versions(buleleng) == 1
    done = rai.post(
        page("take"), {"berkas": packed(shown), "layanan": "surat-kecil", "cara": "draf"}, follow=True
    )
    assert "1 menjadi draf" in done.content.decode()
    assert versions(buleleng) == 1
    with in_tenant(buleleng):
        assert "Catatan" in str(ServiceDraft.objects.get().source)


def test_a_file_is_not_published_by_one_of_two_administrators(
    rai: Client, wayan: Client, buleleng: Tenant
) -> None:
    """The second pair of eyes cannot be walked around with a file."""
    text = SMALL.replace("label_id: Keterangan,", "label_id: Catatan,")
    shown = upload(rai, text.encode()).content.decode()
    rai.post(page("take"), {"berkas": packed(shown), "layanan": "surat-kecil", "cara": "terbit"})
    assert versions(buleleng) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00", "Ini bukan berkas teks UTF-8."),
        (b"services: &a [*a]", "Jangkar dan alias YAML"),
        (b"", "Berkas ini kosong."),
        (SMALL.replace("type: text", "type: telepati").encode(), "Jenis isian “telepati” tidak dikenal."),
        (b"services: " + b"[" * 100_000, "terlalu dalam"),
        (b"a: " + b"x" * 4_000_001, "terlalu besar"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(rai: Client, content: bytes, sentence: str) -> None:
    refused = upload(rai, content)
    assert refused.status_code == 422
    assert sentence in refused.content.decode()


@pytest.mark.parametrize("sent", ["", "x", "eyJ", "a:b:c"])
def test_a_forged_file_in_the_page_is_refused(rai: Client, sent: str) -> None:
    refused = rai.post(page("take"), {"berkas": sent, "layanan": "surat-kecil"})
    assert refused.status_code == 422
    assert "Pilih berkasnya sekali lagi" in refused.content.decode()


def test_the_downloaded_file_is_the_catalogue(rai: Client) -> None:
    answer = rai.get(page("download"))
    assert answer["Content-Disposition"] == 'attachment; filename="katalog-buleleng.yaml"'
    assert b"code: surat-kecil" in answer.content
    assert rai.get(page("download_one", "surat-kecil")).content.count(b"code: ") == 1


def test_packaged_services_are_offered_and_taken_as_drafts(rai: Client, buleleng: Tenant) -> None:
    """Services the dinas does not have: never forced, closed, as a draft."""
    assert "KTP hilang" in rai.get(page("updates")).content.decode()
    assert rai.get(page("update", "ktp-hilang")).status_code == 200
    rai.post(page("decide", "ktp-hilang"), {"putusan": "ambil"})
    with in_tenant(buleleng):
        service = Service.objects.get(code="ktp-hilang")
        assert not service.is_active
        assert service.versions.count() == 0
        assert service.draft.source["code"] == "ktp-hilang"


def test_pages_of_another_dinas_are_not_there(rai: Client, surakarta: Tenant) -> None:
    with in_tenant(surakarta):
        stranger = at_console(hire("joko", "Joko"))
    for name, args in (
        ("show", ["surat-kecil"]),
        ("versions", ["surat-kecil"]),
        ("version", ["surat-kecil", 1]),
    ):
        assert stranger.get(page(name, *args)).status_code == 404


def test_pages_cost_as_many_queries_whatever_the_service_holds(  # type: ignore[no-untyped-def]  # a fixture of pytest-django
    rai: Client, buleleng: Tenant, django_assert_max_num_queries
) -> None:
    edit(buleleng)
    for name, args, most in (
        ("show", ["surat-kecil"], 24),
        ("versions", ["surat-kecil"], 20),
        ("list", [], 20),
    ):
        with django_assert_max_num_queries(most):
            rai.get(page(name, *args))
    assert packaged()


def test_a_file_over_somebodys_draft_takes_nothing_over(rai: Client, buleleng: Tenant) -> None:
    """Both services of the file or none; the draft keeps its words."""
    edit(buleleng)
    more = SMALL[SMALL.index("- code") :].replace("surat-kecil", "surat-lain")
    text = SMALL.replace("label_id: Keterangan,", "label_id: Catatan,") + more
    shown = upload(rai, text.encode()).content.decode()
    assert "ada draf yang sedang dikerjakan" in shown
    sent = {"berkas": packed(shown), "layanan": ["surat-lain", "surat-kecil"], "cara": "draf"}
    refused = rai.post(page("take"), sent)
    assert refused.status_code == 409
    assert "Masih ada draf yang dikerjakan: surat-kecil" in refused.content.decode()
    with in_tenant(buleleng):
        assert not Service.objects.filter(code="surat-lain").exists()
        assert "Catatan" not in str(ServiceDraft.objects.get().source)
