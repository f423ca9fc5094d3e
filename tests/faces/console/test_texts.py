"""The texts of messages in the console (A5): what is changed reaches the resident, and nothing is lost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loket.accounts.models import Account
from loket.audit.models import Entry
from loket.catalogue.models import Service
from loket.notifications.actions.queue import queue, queue_on_next_channel
from loket.notifications.messages import Recipient
from loket.notifications.models import Message, MessageText, TextChange
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from .rai import at_console, hire, rai

APPROVED = "/kelola/teks/applications.approved/whatsapp/id/"
OWN = "Kabar baik dari {dinas}: {layanan} {nomor} disetujui."


def say(browser: Client, text: str, url: str = APPROVED, **more: object) -> object:
    """Save a wording as the form does."""
    return browser.post(url, {"teks": text, "dilihat": "0", **more})


def sent(tenant: Tenant, *, service: str = "", language: str = "id", email: str = "") -> list[Message]:
    """What a resident whose application is approved is promised now."""
    to = Recipient(phone="+6281234567890", language=language, email=email)
    values = {"layanan": "KTP hilang", "nomor": "BLL-26-7KQ4M2XP-C"}
    with in_tenant(tenant):
        return queue("applications.approved", to=to, variables=values, service=service)


@pytest.fixture
def browser(buleleng: Tenant) -> Client:
    """Ibu Rai at the console of a dinas with two services."""
    with in_tenant(buleleng):
        for position, code in enumerate(("kk_baru", "ktp_hilang")):
            Service.objects.create(code=code, category="pendaftaran_penduduk", position=position)
    return rai(buleleng)


def test_every_kind_stands_in_the_list_with_its_words_and_what_was_changed(browser: Client) -> None:
    page = browser.get("/kelola/teks/").content.decode()
    assert "Permohonan diterima" in page
    assert "Siap, dikirim, selesai" in page
    say(browser, OWN)
    assert "diubah: WhatsApp" in browser.get("/kelola/teks/").content.decode()
    only = browser.get("/kelola/teks/?diubah=1").content.decode()
    assert "Pengajuan disetujui" in only
    assert "Kode masuk" not in only


def test_the_list_is_searched_by_words_of_the_texts(browser: Client) -> None:
    page = browser.get("/kelola/teks/?cari=jangan+beri+kode").content.decode()
    assert "Kode masuk" in page
    assert "Permohonan diterima" not in page
    assert "Tidak ada teks yang cocok" in browser.get("/kelola/teks/?cari=zzzz").content.decode()


def test_an_edited_text_is_what_the_next_resident_reads(browser: Client, buleleng: Tenant) -> None:
    assert say(browser, OWN).status_code == 302
    (message,) = sent(buleleng)
    assert message.text == f"Kabar baik dari {buleleng.short_name}: KTP hilang BLL-26-7KQ4M2XP-C disetujui."


def test_a_text_counts_for_its_language_and_channel_only(browser: Client, buleleng: Tenant) -> None:
    say(browser, OWN)
    assert "Kabar baik" not in sent(buleleng, language="en")[0].text
    say(browser, "Good news: {nomor}.", APPROVED.replace("/id/", "/en/"))
    assert sent(buleleng, language="en")[0].text == "Good news: BLL-26-7KQ4M2XP-C."
    with in_tenant(buleleng):
        buleleng.notify_channels = ["sms"]
        buleleng.save()
    assert "Kabar baik" not in sent(buleleng)[0].text


def test_a_service_may_say_it_in_its_own_words_and_only_that_one_does(
    browser: Client, buleleng: Tenant
) -> None:
    say(browser, OWN)
    assert say(browser, "Khusus KK {nomor}.", f"{APPROVED}?layanan=kk_baru").status_code == 302
    assert sent(buleleng, service="kk_baru")[0].text == "Khusus KK BLL-26-7KQ4M2XP-C."
    assert sent(buleleng, service="ktp_hilang")[0].text.startswith("Kabar baik")
    assert sent(buleleng)[0].text.startswith("Kabar baik")


def test_the_own_words_of_a_service_hold_on_the_next_channel_too(browser: Client, buleleng: Tenant) -> None:
    say(browser, "SMS KK {nomor}.", "/kelola/teks/applications.approved/sms/id/?layanan=kk_baru")
    (message,) = sent(buleleng, service="kk_baru")
    with in_tenant(buleleng):
        replacement = queue_on_next_channel(message)
    assert replacement is not None
    assert replacement.text == "SMS KK BLL-26-7KQ4M2XP-C."


@pytest.mark.parametrize("broken", ["Halo {tidak_ada}.", "Kurung { saja", "   "])
def test_a_broken_text_never_stops_a_message(buleleng: Tenant, broken: str) -> None:
    """Written past the editor, or left behind by a kind that changed: the default goes out instead."""
    with in_tenant(buleleng):
        place = {"kind": "applications.approved", "channel": "whatsapp", "language": "id"}
        MessageText.objects.create(**place, text="Kabar baik {nomor}.")
        MessageText.objects.create(**place, service="kk_baru", text=broken)
    if broken.startswith("Kurung"):
        return  # a single brace harms nobody: it is sent as it stands
    assert sent(buleleng, service="kk_baru")[0].text == "Kabar baik BLL-26-7KQ4M2XP-C."
    with in_tenant(buleleng):
        MessageText.objects.filter(service="").update(text=broken)
    assert "BLL-26-7KQ4M2XP-C" in sent(buleleng, service="kk_baru")[0].text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Halo {nama}", "Kolom {nama} tidak dikenal. Yang ada: {dinas}, {layanan}, {nomor}, {situs}."),
        ("Nomor {nomor", "Kurung kurawal harus berpasangan."),
        ("", "Teks pesan masih kosong."),
        ("a" * 1025, "Terlalu panjang: 1025 huruf, paling banyak 1024."),
        ("Halo \u202e {nomor}", "Ada tanda yang tidak bisa dibaca."),
    ],
)
def test_a_text_that_cannot_be_sent_is_refused_beside_the_field(
    browser: Client, text: str, sentence: str
) -> None:
    answer = say(browser, text)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(sentence) >= 2, "in the summary and beside the field"
    assert text[:40] in page, "what was typed stays"
    assert MessageText.objects.model.all_tenants.count() == 0


def test_the_code_cannot_lose_its_code(browser: Client) -> None:
    answer = say(browser, "Kode Anda rahasia.", "/kelola/teks/accounts.code/sms/id/")
    assert answer.status_code == 422
    assert "tidak berguna tanpa {kode}" in answer.content.decode()


def test_a_missing_placeholder_is_warned_of_and_saved_all_the_same(browser: Client, buleleng: Tenant) -> None:
    page = browser.post(f"{APPROVED}lihat/", {"teks": "Disetujui.", "dilihat": "0"}).content.decode()
    assert "{nomor} belum ada di teks ini" in page
    assert say(browser, "Disetujui.").status_code == 302
    assert "ada yang belum disebut" in browser.get(APPROVED).content.decode()


def test_the_preview_measures_what_really_leaves(browser: Client) -> None:
    url = "/kelola/teks/applications.approved/sms/id/lihat/"
    ask = {"headers": {"X-Bagian": "pratinjau"}}
    plain = browser.post(url, {"teks": "Disetujui {nomor}."}, **ask).content.decode()
    assert "Disetujui BLL-26-7KQ4M2XP-C." in plain
    assert "28 dari 160 huruf, 1 SMS (GSM-7)" in plain
    assert "<html" not in plain, "the panel alone"
    emoji = browser.post(url, {"teks": "Selamat 🎉 " + "a" * 70 + " {nomor}"}, **ask).content.decode()
    assert "2 SMS (UCS-2)" in emoji
    assert "Abjad panjang karena tanda 🎉." in emoji
    whole = browser.post(url, {"teks": "Kabar {nomor}."}).content.decode()
    assert "<html" in whole, "and the whole page without script"
    assert "Kabar BLL-26-7KQ4M2XP-C." in whole


def test_the_preview_of_whatsapp_and_mail_counts_by_their_limits(browser: Client) -> None:
    page = browser.get(APPROVED).content.decode()
    assert "dari 1.024 huruf" in page
    assert "4.096" in page
    mail = browser.get("/kelola/teks/applications.ready/email/id/").content.decode()
    assert "judul" in mail
    assert 'name="judul"' in mail


def test_letters_need_a_subject_and_use_it(browser: Client, buleleng: Tenant) -> None:
    url = "/kelola/teks/applications.rejected/email/id/"
    refused = say(browser, "Isi {nomor} {kalimat}", url, judul="")
    assert refused.status_code == 422
    assert "Judul e-mail masih kosong." in refused.content.decode()
    assert say(browser, "Isi {nomor} {kalimat}", url, judul="Kabar {nomor}").status_code == 302
    to = Recipient(phone="+6281234567890", email="sari@example.com")
    with in_tenant(buleleng):
        values = {"layanan": "KK", "nomor": "BLL-1", "kalimat": "Tidak sesuai."}
        letter = queue("applications.rejected", to=to, variables=values)[1]
    assert (letter.subject, letter.text.split("\n")[0]) == ("Kabar BLL-1", "Isi BLL-1 Tidak sesuai.")


def test_restore_and_bring_back_with_the_history_of_who_changed_what(
    browser: Client, buleleng: Tenant
) -> None:
    default = sent(buleleng)[0].text
    say(browser, OWN)
    say(browser, "Versi kedua {nomor}.", dilihat="1")
    page = browser.get(APPROVED).content.decode()
    assert page.count("Ibu Rai") >= 3, "header and two changes"
    assert "<del>" in page
    assert "<ins>" in page
    assert browser.post(f"{APPROVED}kembalikan/", {"nomor": "1", "dilihat": "2"}).status_code == 302
    assert sent(buleleng)[0].text.startswith("Kabar baik")
    assert browser.post(f"{APPROVED}bawaan/", {"dilihat": "3"}).status_code == 302
    assert sent(buleleng)[0].text == default
    with in_tenant(buleleng):
        assert [change.what for change in TextChange.objects.order_by("number")] == [
            "changed",
            "changed",
            "brought_back",
            "default",
        ]
        entry = Entry.objects.filter(action="notifications.text_changed").first()
        assert (entry.actor_name, entry.obj_ref) == ("Ibu Rai", "applications.approved")


def test_the_second_administrator_sees_the_firsts_change_and_loses_nothing(
    browser: Client, buleleng: Tenant
) -> None:
    with in_tenant(buleleng):
        second = at_console(hire("ayu", "Ayu", ["administrator"]))
    assert say(browser, "Tulisan Rai {nomor}.").status_code == 302
    answer = say(second, "Tulisan Ayu {nomor}.")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "baru saja diubah orang lain" in page
    assert "Tulisan Ayu {nomor}." in page, "her own words are still in the field"
    assert "<del>Rai</del><ins>Ayu</ins>" in page, "beside the other's"
    assert sent(buleleng)[0].text.startswith("Tulisan Rai")
    assert say(second, "Tulisan Ayu {nomor}.", dilihat="1").status_code == 302
    assert sent(buleleng)[0].text.startswith("Tulisan Ayu")
    assert "Tulisan" in browser.get(APPROVED).content.decode()


def test_a_trial_goes_to_the_administrators_own_number_and_saves_nothing(buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        membership = hire()
        membership.phone = "+6281200000011"
        membership.save()
    browser = at_console(membership)
    answer = browser.post(f"{APPROVED}coba/", {"teks": "Coba {nomor}.", "dilihat": "0"})
    assert answer.status_code == 200
    assert "sebagai percobaan" in answer.content.decode()
    with in_tenant(buleleng):
        message = Message.objects.get()
        assert (message.to, message.channel) == ("+6281200000011", "whatsapp")
        assert message.text == "Coba BLL-26-7KQ4M2XP-C."
        assert not MessageText.objects.exists()
    refused = browser.post(f"{APPROVED}coba/", {"teks": "Coba {x}.", "dilihat": "0"})
    assert refused.status_code == 422


def test_a_trial_without_an_address_says_where_to_give_one(browser: Client) -> None:
    answer = browser.post(f"{APPROVED}coba/", {"teks": "Coba {nomor}.", "dilihat": "0"})
    assert answer.status_code == 422
    assert "belum tercatat" in answer.content.decode()


def test_trials_are_counted(buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        membership = hire()
        membership.phone = "+6281200000011"
        membership.save()
    browser = at_console(membership)
    answers = [browser.post(f"{APPROVED}coba/", {"teks": "{nomor}"}).status_code for _time in range(21)]
    assert answers == [200] * 20 + [429]


def test_the_texts_of_one_service_are_saved_together(browser: Client, buleleng: Tenant) -> None:
    """The builder leads here: four texts, one button."""
    url = "/kelola/teks/layanan/kk_baru/"
    page = browser.get(url)
    rows = page.context["sent"]
    fields = {row.field: row.text for row in rows} | {f"{row.field}-dilihat": str(row.seen) for row in rows}
    changed = fields | {
        "applications-approved": "KK {nomor} disetujui.",
        "applications-ready": "KK {nomor} siap di {tempat} mulai {mulai}.",
    }
    assert browser.post(url, changed).status_code == 302
    assert "2 teks tersimpan" in browser.get(url).content.decode()
    assert sent(buleleng, service="kk_baru")[0].text == "KK BLL-26-7KQ4M2XP-C disetujui."
    with in_tenant(buleleng):
        assert MessageText.objects.count() == 2, "what was left alone stays the text of all services"
    again = fields | {"applications-approved": "", "applications-approved-dilihat": "1"}
    again |= {"applications-ready": changed["applications-ready"], "applications-ready-dilihat": "1"}
    assert browser.post(url, again).status_code == 302
    assert "siap" not in sent(buleleng, service="kk_baru")[0].text
    with in_tenant(buleleng):
        assert MessageText.objects.get().kind == "applications.ready"


def test_one_bad_text_of_a_service_keeps_all_of_them_back(browser: Client, buleleng: Tenant) -> None:
    url = "/kelola/teks/layanan/kk_baru/"
    given = {"applications-approved": "Baik {nomor}.", "applications-ready": "Siap {salah}."}
    answer = browser.post(url, given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kolom {salah} tidak dikenal" in page
    assert "Baik {nomor}." in page
    with in_tenant(buleleng):
        assert not MessageText.objects.exists()


@pytest.mark.parametrize(
    "url",
    [
        "/kelola/teks/applications.nothing/whatsapp/id/",
        "/kelola/teks/applications.approved/telegram/id/",
        "/kelola/teks/applications.approved/whatsapp/nl/",
        "/kelola/teks/applications.approved/whatsapp/id/?layanan=tidak_ada",
        "/kelola/teks/accounts.code/whatsapp/id/?layanan=kk_baru",
        "/kelola/teks/layanan/tidak_ada/",
        "/kelola/teks/layanan/kk_baru/?saluran=x",
    ],
)
def test_what_does_not_exist_is_not_found(browser: Client, url: str) -> None:
    assert browser.get(url).status_code == 404


def test_texts_of_another_dinas_stay_there(browser: Client, buleleng: Tenant, surakarta: Tenant) -> None:
    say(browser, OWN)
    with in_tenant(surakarta):
        assert not MessageText.objects.filter(kind="applications.approved", text=OWN).exists()
    assert "Kabar baik" not in sent(surakarta)[0].text


def test_the_pages_cost_the_same_however_much_was_changed(browser: Client, buleleng: Tenant) -> None:
    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(url).status_code == 200
        return len(captured)

    browser.get("/kelola/teks/")
    browser.get(APPROVED)  # what is kept per process is read by the first
    few = [queries(url) for url in ("/kelola/teks/", APPROVED, "/kelola/teks/layanan/kk_baru/")]
    with in_tenant(buleleng):
        assert Account.objects.exists()
        for number in range(30):
            for code in ("", "kk_baru"):
                TextChange.objects.create(
                    kind="applications.approved",
                    channel="whatsapp",
                    language="id",
                    service=code,
                    number=number + 1,
                    what="changed",
                    text=f"{number}",
                )
        for code in ("", "kk_baru", "ktp_hilang"):
            MessageText.objects.create(
                kind="applications.approved",
                channel="whatsapp",
                language="id",
                service=code,
                text="x {nomor}",
            )
    many = [queries(url) for url in ("/kelola/teks/", APPROVED, "/kelola/teks/layanan/kk_baru/")]
    assert many == few
    assert max(many) <= 20
