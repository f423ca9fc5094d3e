"""Indonesian left, English right (A12)."""

from __future__ import annotations

import pytest
from django.test import Client

from loket.notifications.models import MessageText
from loket.tenants.models import Announcement, Tenant
from loket.tenants.scope import in_tenant

from .rai import rai

LIST, SAVE = "/kelola/terjemahan/", "/kelola/terjemahan/simpan/"
TEXT = "text:applications.approved|whatsapp|"


@pytest.fixture
def browser(buleleng: Tenant) -> Client:
    """Ibu Rai, whose dinas wrote a text, an announcement and a banner in Indonesian only."""
    with in_tenant(buleleng):
        MessageText.objects.create(
            kind="applications.approved", channel="whatsapp", language="id", text="Baik {nomor}."
        )
        done = {"title": "Jam baru", "body": "Buka 08.00.", "title_en": "New hours", "body_en": "Open 08.00."}
        Announcement.objects.create(**done, is_published=True)
        Announcement.objects.create(title="Listrik padam", body="Besok.", is_published=True, position=1)
        buleleng.banner_text = "Layanan libur Jumat."
        buleleng.save()
    return rai(buleleng)


def test_what_is_missing_stands_first(browser: Client) -> None:
    page = browser.get(LIST).content.decode()
    places = [
        page.index(word) for word in ("Baik {nomor}.", "Listrik padam", "Layanan libur Jumat.", "Jam baru")
    ]
    assert places == sorted(places)
    assert "Yang belum (3)" in page
    assert "Jam baru" not in browser.get(f"{LIST}?belum=1").content.decode()


def test_a_text_a_notice_and_the_banner_are_translated_in_place(
    browser: Client, buleleng: Tenant, phone: Client
) -> None:
    with in_tenant(buleleng):
        news = Announcement.objects.get(title="Listrik padam")
    given = [
        {"kunci": TEXT, "inggris": "Good {nomor}."},
        {
            "kunci": f"pengumuman:{news.public_id}",
            "judul": "Power cut",
            "inggris": "Tomorrow.",
            "dilihat": "1",
        },
        {"kunci": "banner:", "inggris": "Closed on Friday."},
    ]
    assert [browser.post(SAVE, data).status_code for data in given] == [302] * 3
    assert (
        "Semua tulisan dinas sudah ada bahasa Inggrisnya." in browser.get(f"{LIST}?belum=1").content.decode()
    )
    with in_tenant(buleleng):
        assert MessageText.objects.get(language="en").text == "Good {nomor}."
    phone.cookies["bahasa"] = "en"
    home = phone.get("/").content.decode()
    assert "Power cut" in home
    assert "Closed on Friday." in home


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kunci": TEXT, "inggris": "Good {number}."}, "Kolom {number} tidak dikenal"),
        ({"kunci": TEXT, "inggris": ""}, "masih kosong"),
        ({"kunci": "banner:", "inggris": "a" * 301}, "Terlalu panjang"),
    ],
)
def test_a_bad_translation_is_refused_and_kept(browser: Client, given: dict[str, str], sentence: str) -> None:
    answer = browser.post(SAVE, given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(sentence) >= 2
    assert given["inggris"][:50] in page


def test_what_is_gone_meanwhile_is_said(browser: Client) -> None:
    for key in ("", "text:x|y|z", "halaman:5b0c", "pengumuman:", "other:1"):
        answer = browser.post(SAVE, {"kunci": key, "inggris": "x"})
        assert answer.status_code == 409
        assert "sudah tidak ada" in answer.content.decode()


def test_a_notice_that_somebody_changed_meanwhile_is_not_overwritten(
    browser: Client, buleleng: Tenant
) -> None:
    with in_tenant(buleleng):
        news = Announcement.objects.get(title="Listrik padam")
        Announcement.objects.filter(pk=news.pk).update(revision=2)
    given = {
        "kunci": f"pengumuman:{news.public_id}",
        "judul": "Power cut",
        "inggris": "Tomorrow.",
        "dilihat": "1",
    }
    answer = browser.post(SAVE, given)
    assert answer.status_code == 409
    assert "Tomorrow." in answer.content.decode()


def test_what_to_bring_and_the_notice_for_visits_are_translated_here_too(
    browser: Client, buleleng: Tenant, surakarta: Tenant
) -> None:
    """S0-6, S1-8: sentences of the settings that English readers get; this dinas alone."""
    Tenant.objects.update(handover_note="Bawa KK asli.", handover_note_en="", visit_notice_en="")
    page = browser.get(f"{LIST}?belum=1").content.decode()
    assert "Bawa KK asli." in page
    assert "Pakai masker dan jaga jarak." in page
    for word, said in (("handover", "Bring the family card."), ("visit", "Wear a mask.")):
        assert browser.post(SAVE, {"kunci": f"{word}:", "inggris": said}).status_code == 302
    here, there = Tenant.objects.get(pk=buleleng.pk), Tenant.objects.get(pk=surakarta.pk)
    assert (here.handover_note_en, here.visit_notice_en) == ("Bring the family card.", "Wear a mask.")
    assert there.handover_note_en == ""
    assert "Bawa KK asli." not in browser.get(f"{LIST}?belum=1").content.decode()
