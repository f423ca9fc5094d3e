"""Home, services, one service, offices, help, privacy: what anybody reads before logging in."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from loket.catalogue.models import Presence, Service
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

PAGES = ["/", "/layanan/", "/layanan/ktp-hilang/", "/kantor/", "/bantuan/", "/privasi/"]


@pytest.fixture
def visitor(phone: Client, open_buleleng: Tenant) -> Client:
    """Nobody signed in, at Buleleng of July 2020."""
    return phone


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_home_page_asks_what_to_apply_for(visitor: Client) -> None:
    """S3-16: registering is on the first screen; S4-24: free of charge, no brokers."""
    page = text(visitor, "/")
    assert "Mau urus dokumen apa?" in page
    assert 'href="/daftar/"' in page
    assert 'href="/cek/"' in page
    assert "Semua layanan gratis." in page
    assert "Jangan titip ke calo." in page
    assert "Senin–Jumat, 08.00–15.00 WITA" in page


def test_the_home_page_shows_the_four_services_of_the_stage(visitor: Client) -> None:
    """S3-15, S0-20."""
    page = text(visitor, "/")
    shown = re.findall(r'<ul class="layanan">.*?</ul>', page)[0]
    titles = re.findall(r"<strong>(.*?)</strong>", shown)
    assert titles == [
        "KTP-el hilang/rusak",
        "Ganti data di KTP",
        "KIA",
        "NIK tidak terbaca di BPJS, bank, dan lainnya",
    ]
    assert "Lihat semua 6 layanan" in page


def test_every_heading_of_the_home_page_leads_somewhere(visitor: Client) -> None:
    links = re.findall(r'href="(/layanan/[^"]*)"', text(visitor, "/"))
    for link in links:
        path, _hash, anchor = link.partition("#")
        page = text(visitor, path)
        assert not anchor or f'id="{anchor}"' in page


def test_all_services_stand_under_headings(visitor: Client) -> None:
    page = text(visitor, "/layanan/")
    for heading in ("KTP-el hilang/rusak", "KTP-el perubahan data", "KIA", "Konsolidasi manual"):
        assert f">{heading}</h2>" in page
    assert page.count('href="/layanan/k') >= 6


def test_surakarta_lists_by_life_event(surakarta_phone: Client, open_surakarta: Tenant) -> None:
    page = text(surakarta_phone, "/layanan/")
    for heading in ("KTP", "Hilang atau rusak", "Lahir dan anak", "Meninggal"):
        assert f">{heading}</h2>" in page


@pytest.mark.parametrize(
    ("wanted", "code"), [("ktp hilang", "ktp-hilang"), ("BPJS", "konsolidasi-manual"), ("child", "kia-baru")]
)
def test_search_finds_by_the_words_of_people(visitor: Client, wanted: str, code: str) -> None:
    assert f'href="/layanan/{code}/"' in text(visitor, f"/layanan/?cari={wanted}")


def test_a_search_without_a_hit_says_what_to_do(visitor: Client) -> None:
    page = text(visitor, "/layanan/?cari=<script>paspor")
    assert "Layanan itu tidak ditemukan." in page
    assert "<script>paspor" not in page


def test_the_service_page_says_all_before_the_start(visitor: Client) -> None:
    """What to prepare, who it is for, that it is free, how long, where; S1-18, S2-11, S3-55, S4-20."""
    page = text(visitor, "/layanan/ktp-hilang/")
    told = words(page)
    assert "Untuk penduduk kabupaten/kota ini yang KTP-nya hilang." in told
    assert "Gratis" in told
    assert "Biasanya 1 hari kerja sesudah syarat lengkap." in told
    assert "Tidak perlu datang untuk mengajukan." in told
    assert "Foto surat kehilangan dari polisi" in told
    assert "Foto Kartu Keluarga" in told
    assert "(jika diurus oleh penerima kuasa)" in told
    assert "Kantor Kecamatan Seririt" in told
    assert "Permendagri 108/2019" in told
    assert page.count("contoh/") >= 2
    assert "pernyataan penyebab" not in told  # optional by office, off here


def test_starting_needs_an_account_and_comes_back(visitor: Client) -> None:
    """S0-11: whoever begins without an account logs in or registers, and returns to the service."""
    page = text(visitor, "/layanan/ktp-hilang/")
    assert '<form method="post" action="/layanan/ktp-hilang/mulai/"' in page
    assert 'href="/daftar/"' in page
    sent = visitor.post("/layanan/ktp-hilang/mulai/")
    assert sent.status_code == 302
    assert sent.headers["Location"].startswith("/masuk/?lanjut=/layanan/ktp-hilang/")


def test_a_counter_service_sends_people_to_the_office(visitor: Client, open_buleleng: Tenant) -> None:
    """S1-2, S1-3: the page explains and does not offer to begin."""
    with in_tenant(open_buleleng):
        Service.objects.filter(code="kia-baru").update(presence=Presence.COUNTER)
        Service.objects.filter(code="ktp-rusak").update(channel_web=False)
    page = words(text(visitor, "/layanan/kia-baru/"))
    assert "Di sini layanan ini diurus di loket kantor." in page
    assert "Alamat dan jam buka" in page
    whatsapp = text(visitor, "/layanan/ktp-rusak/")
    assert "https://wa.me/6281200000001" in whatsapp  # S3-54: WhatsApp-only with a message on the page


def test_a_paper_result_may_be_printed_at_home(surakarta_phone: Client, open_surakarta: Tenant) -> None:
    """S1-13, X-9: said for papers, never for cards."""
    assert "HVS ukuran A4 80 gram" in text(surakarta_phone, "/layanan/akta-kelahiran/")
    assert "A4 80 gram" not in text(surakarta_phone, "/layanan/ktp-hilang/")


def test_the_interim_letter_is_announced_before_submitting(
    surakarta_phone: Client, open_surakarta: Tenant
) -> None:
    """S0-25: the resident is told so before."""
    assert "Hasilnya surat, bukan kartu." in text(surakarta_phone, "/layanan/ktp-suket/")


def test_the_catalogue_speaks_english_too(visitor: Client) -> None:
    """Two languages: what comes from the catalogue follows the reader's choice."""
    visitor.cookies["bahasa"] = "en"
    page = text(visitor, "/layanan/ktp-hilang/")
    assert "Lost KTP" in page
    assert "Photo of the police loss report" in page
    assert "KTP hilang" not in page


def test_an_unknown_service_is_not_found(visitor: Client, open_buleleng: Tenant) -> None:
    assert visitor.get("/layanan/tidak-ada/").status_code == 404
    assert visitor.get("/layanan/akta-kelahiran/").status_code == 404  # known, but not open here


def test_the_office_page_says_who_prints_what(visitor: Client) -> None:
    """S3-46, S3-47, S3-48."""
    told = words(text(visitor, "/kantor/"))
    assert "Kantor Kecamatan Seririt" in told
    for kecamatan in ("Gerokgak", "Busungbiu", "Sukasada", "Tejakula"):
        assert kecamatan in told
    assert "Senin–Kamis" in told
    assert "07.30–16.00 WITA" in told


def test_the_help_page_gives_people_to_talk_to(visitor: Client, open_buleleng: Tenant) -> None:
    """S1-24, S2-3: Facebook, WhatsApp and Instagram are settings and shown."""
    Tenant.objects.filter(pk=open_buleleng.pk).update(instagram="disdukcapil.contoh", facebook="dukcapil")
    page = text(visitor, "/bantuan/")
    assert "https://wa.me/6281200000001" in page
    assert "@disdukcapil.contoh" in page
    assert "Minta didampingi" in page
    assert "Huruf besar" in page


@pytest.mark.parametrize("path", PAGES)
def test_a_page_works_without_scripts_and_styles_of_its_own(visitor: Client, path: str) -> None:
    """The strict content policy: nothing inline."""
    page = text(visitor, path)
    assert not re.search(r"\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", page)
    assert page.count("<h1") == 1


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(visitor: Client, path: str) -> None:
    """Experience rows 1 and 2: later visits at most 6 KB compressed."""
    import brotli

    visitor.get(path)
    assert len(brotli.compress(visitor.get(path).content)) <= 6 * 1024


def test_public_pages_cost_few_queries(visitor: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]  # a fixture of pytest-django
    """Four of their own at most; the others open and close the tenant's transaction."""
    for path in ("/layanan/ktp-hilang/", "/"):
        visitor.get(path)
        with django_assert_max_num_queries(9):
            visitor.get(path)
