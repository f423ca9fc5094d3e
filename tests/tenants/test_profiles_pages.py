"""What residents read at each dinas: presence and its reason, channels, notes, links, video, banner."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from loket.applications import messages
from loket.catalogue.models import Service
from loket.foundation.kernel import clock
from loket.notifications.models import MessageText
from loket.notifications.texts import rendered
from loket.tenants.actions.change_settings import change_settings
from loket.tenants.models import Tenant
from loket.tenants.queries import forget_hosts
from loket.tenants.scope import in_tenant

from .conftest import HOSTS, House

BEGIN = "Mulai</button>"
NOTHING_TO_PAY = "Jangan bayar kepada siapa pun."
A4 = "kertas HVS ukuran A4 80 gram"


def codes(house: House) -> list[str]:
    with in_tenant(house.tenant):
        return list(Service.objects.values_list("code", flat=True))


def test_s0_2_the_portal_carries_the_offices_own_name(houses: dict[str, House]) -> None:
    for house in houses.values():
        assert house.tenant.name in house.page("/")


@pytest.mark.parametrize("name", list(HOSTS))
def test_s0_20_the_list_shows_the_services_of_this_office_and_no_other(
    houses: dict[str, House], name: str
) -> None:
    listed = set(re.findall(r'href="/layanan/([a-z0-9-]+)/"', houses[name].page("/layanan/")))
    assert listed - {"pilih"} == set(codes(houses[name]))


@pytest.mark.parametrize("name", list(HOSTS))
def test_s2_11_s4_24_every_service_says_whether_to_come_why_and_that_it_is_free(
    houses: dict[str, House], name: str
) -> None:
    """S1-2, S2-11, S4-24."""
    house = houses[name]
    assert codes(house)
    for code in codes(house):
        page = house.service(code)
        assert NOTHING_TO_PAY in page, code
        said = re.search(r'<ul class="fakta">.*?</ul>', page, re.S)
        assert said, code
        facts = re.findall(r"<span>(.*?)</span></li>", said[0], re.S)
        assert len(re.sub(r"<[^>]+>", "", facts[2]).strip()) > 10, (code, facts)


@pytest.mark.parametrize("code", ["ktp-hilang", "ktp-rusak", "ktp-perubahan-data", "ktp-suket"])
def test_s1_3_kutai_timur_says_why_the_ktp_is_printed_at_the_office(kutai_timur: House, code: str) -> None:
    page = kutai_timur.service(code)
    assert "KTP lama harus diserahkan kembali" in page
    assert "Datang ke kantor" in page
    assert BEGIN not in page
    assert kutai_timur.visitor.post(f"/layanan/{code}/mulai/").status_code in {302, 404}


@pytest.mark.parametrize("code", ["ktp-baru-pemula", "ktp-rekam-jadwal"])
def test_s1_6_first_recording_leads_to_the_office(kutai_timur: House, code: str) -> None:
    page = kutai_timur.service(code)
    assert "sidik jari" in page
    assert BEGIN not in page


def test_s1_7_both_spouses_must_come(kutai_timur: House) -> None:
    assert "Suami dan istri harus datang bersama" in kutai_timur.service("akta-perkawinan")


def test_s1_8_the_notice_for_visits_is_on_pages_and_pick_up_messages(houses: dict[str, House]) -> None:
    """S1-8, S3-34."""
    house = houses["kutai_timur_2021"]
    assert "Pakai masker" in house.service("ktp-rusak")
    with in_tenant(house.tenant):
        values = {**messages.READY.variables, "catatan": house.tenant.visit_notice}
        for channel in ("whatsapp", "email"):
            assert "Pakai masker" in rendered(messages.READY, values, channel=channel, language="id").text


def test_s1_13_only_what_can_be_printed_at_home_says_a4(kutai_timur: House) -> None:
    """X-9: "kertas HVS ukuran A4 80 gram"; never on KTP-el and KIA."""
    for code in ("akta-kelahiran", "kk-perubahan-data"):
        assert A4 in kutai_timur.service(code)
    for code in ("ktp-rusak", "kia-baru"):
        assert "80 gram" not in kutai_timur.service(code)


def test_s1_24_facebook_and_whatsapp_of_the_office(kutai_timur: House) -> None:
    """S1-24: on every page."""
    for path in (
        "/",
        "/layanan/",
        "/layanan/kk-perubahan-data/",
        "/bantuan/",
        "/daftar/",
        "/masuk/",
        "/cek/",
    ):
        page = kutai_timur.page(path)
        assert "https://www.facebook.com/disdukcapil.contoh.kutim" in page, path
        assert "https://wa.me/6281200000003" in page, path


def test_s2_3_instagram_of_the_office(balikpapan: House) -> None:
    assert "https://www.instagram.com/disdukcapil.contoh/" in balikpapan.page("/bantuan/")


def test_s2_12_the_first_ktp_tells_of_one_visit(balikpapan: House) -> None:
    page = balikpapan.service("ktp-baru-pemula")
    assert "direkam satu kali di kantor" in page
    assert BEGIN in page


def test_s0_23_the_ktp_may_also_come_by_whatsapp(surakarta_2017: House) -> None:
    """S0-23, S0-24, S0-26: the number shown is a setting."""
    page = surakarta_2017.service("ktp-suket")
    assert BEGIN in page
    assert "Bisa juga lewat WhatsApp kantor." in page
    assert "https://wa.me/6281200000002" in page
    assert "Bisa juga lewat WhatsApp" not in surakarta_2017.service("akta-kelahiran")


def test_s0_34_the_sms_itself_is_shown_at_the_counter(surakarta_2017: House) -> None:
    """S0-5, S0-34: in Surakarta's own wording, in one SMS."""
    with in_tenant(surakarta_2017.tenant):
        assert MessageText.objects.count() == 2
        sms = rendered(messages.READY, messages.READY.variables, channel="sms", language="id").text
    assert "dan SMS ini" in sms
    assert len(sms) <= 160
    assert "tunjukkan SMS ini" in surakarta_2017.service("ktp-hilang")


@pytest.mark.parametrize("code", ["akta-kelahiran", "akta-perkawinan", "akta-perceraian"])
def test_s3_54_by_whatsapp_for_now(buleleng_2021: House, code: str) -> None:
    page = buleleng_2021.service(code)
    assert "Untuk sementara lewat WhatsApp" in page
    assert "https://wa.me/6281200000001" in page
    assert BEGIN not in page


def test_s3_74_the_tutorial_video_is_at_registration_and_at_each_service(buleleng_2021: House) -> None:
    link = buleleng_2021.tenant.video_url
    assert link
    assert link in buleleng_2021.page("/daftar/")
    for code in codes(buleleng_2021):
        assert link in buleleng_2021.service(code), code


def test_s3_16_a_new_user_registers_from_the_first_screen(houses: dict[str, House]) -> None:
    for house in houses.values():
        assert 'href="/daftar/"' in house.page("/")


def test_s3_17_s0_12_registration_asks_what_each_source_asks(houses: dict[str, House]) -> None:
    buleleng, surakarta = houses["buleleng"].page("/daftar/"), houses["surakarta_2017"].page("/daftar/")
    for field in ("nik", "no_kk", "nama"):
        assert f'name="{field}"' in buleleng
    assert 'name="nik"' in surakarta
    assert 'name="nama"' not in surakarta
    assert "Sama persis dengan yang tertulis di KTP atau KK" in buleleng


def test_x_6_an_email_address_is_asked_for_where_the_source_does(houses: dict[str, House]) -> None:
    """S0-13 (required), S3-17 (not asked for)."""
    for name, wanted in (("surakarta_2017", 422), ("balikpapan_2021", 302)):
        visitor = Client(headers={"host": HOSTS[name]})
        visitor.post("/daftar/", {"nik": "3372011708900001"})
        answer = visitor.post("/daftar/kontak/", {"no_wa": "081234567890", "email": ""})
        assert answer.status_code == wanted, name
        if wanted == 422:
            assert "Isi alamat e-mail Anda" in answer.content.decode()
            assert "0812" in answer.content.decode(), "what was typed is kept"


def test_s1_25_a_banner_stands_between_its_days_in_both_languages(houses: dict[str, House]) -> None:
    """Issue 3: a banner with start and end date; at this dinas only."""
    house, today = houses["kutai_timur_2021"], clock.today(houses["kutai_timur_2021"].tenant.zone)
    abroad = Client(headers={"host": HOSTS["kutai_timur_2021"]})
    abroad.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for begin, end, is_due in ((-1, 1, True), (0, 0, True), (1, 2, False), (-2, -1, False)):
        _banner(house.tenant, today + timedelta(days=begin), today + timedelta(days=end))
        for path in ("/", "/layanan/", "/layanan/kk-perubahan-data/", "/masuk/", "/daftar/"):
            assert ("PPKM level IV berlaku." in house.page(path)) == is_due, (path, begin)
        assert ("Level IV rules apply." in abroad.get("/").content.decode()) == is_due
    _banner(house.tenant, today, today)
    assert "PPKM" not in houses["balikpapan_2021"].page("/")


def _banner(tenant: Tenant, begin: object, end: object) -> None:
    words = {"banner_text": "PPKM level IV berlaku.", "banner_text_en": "Level IV rules apply."}
    with in_tenant(tenant):
        change_settings({**words, "banner_from": begin, "banner_until": end})


def test_s4_26_messages_link_to_the_offices_own_address_only(houses: dict[str, House]) -> None:
    """Packaged texts and those of the profiles."""
    for name, house in houses.items():
        with in_tenant(house.tenant):
            for kind in messages.KINDS:
                for channel in ("sms", "whatsapp", "email"):
                    text = rendered(kind, kind.variables, channel=channel, language="id").text
                    found = set(
                        re.findall(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:localhost|id|com|net|org)\b", text)
                    )
                    assert found <= {HOSTS[name]}, (kind.key, channel, found)


def test_s4_15_the_ktp_services_lead_to_new_lost_or_damaged(nasional: House) -> None:
    page = nasional.page("/layanan/")
    for code in ("ktp-baru-pemula", "ktp-hilang", "ktp-rusak"):
        assert f'href="/layanan/{code}/"' in page


def test_an_english_reader_gets_the_offices_reason_in_english(kutai_timur: House) -> None:
    forget_hosts()
    abroad = Client(headers={"host": HOSTS["kutai_timur_2021"]})
    abroad.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "the old card has to be handed in" in abroad.get("/layanan/ktp-rusak/").content.decode()


def test_english_readers_get_the_notes_of_the_office_in_english(kutai_timur: House) -> None:
    """X-10: what a dinas asks people to bring and to mind has an English twin; its own words without one stay."""
    dinas = kutai_timur.tenant
    with translation.override("en"):
        assert dinas.handover_words == dinas.handover_note_en != ""
        assert dinas.visit_words == dinas.visit_notice_en != ""
        dinas.visit_notice_en = ""
        assert dinas.visit_words == dinas.visit_notice
    with translation.override("id"):
        assert dinas.handover_words == dinas.handover_note
