"""Simple mode: kept on the device and in the account; one question on a page; nothing typed is lost."""

from __future__ import annotations

from django.test import Client

from loket.applications.models import Application
from loket.tenants.models import Tenant
from tests.applications.apply import begin, make_verified, make_version
from tests.faces.portal.applications.people import (
    LOST_SCREENS,
    PAPERS,
    fill_screen,
    send,
    signed_in,
    upload,
)


def test_it_stays_on_this_device_and_in_the_account(in_buleleng: Tenant, phone: Client) -> None:
    resident = make_verified()
    own = signed_in(resident)
    own.post("/mode/", {"mode": "mudah", "kembali": "/bantuan/"})
    assert 'class="besar mudah"' in own.get("/bantuan/").content.decode()
    assert 'class="besar mudah"' in signed_in(resident).get("/akun/").content.decode()
    own.post("/mode/", {"mode": "biasa", "kembali": "https://example.com/"})
    assert "mudah" not in own.get("/akun/").content.decode().partition(">")[0]
    assert 'class="besar mudah"' not in phone.get("/").content.decode()


def test_a_visitor_keeps_it_without_an_account(in_buleleng: Tenant, phone: Client) -> None:
    answer = phone.post("/mode/", {"mode": "mudah", "kembali": "//example.com/"})
    assert answer.headers["Location"] == "/"
    page = phone.get("/").content.decode()
    assert 'class="besar mudah"' in page
    assert "data-baca hidden" in page.replace('data-baca="" ', "data-baca ")
    assert "/telepon-saya/" in page
    assert "aloud.js" in page


def test_officers_pages_stay_as_they_are(in_buleleng: Tenant, phone: Client) -> None:
    phone.post("/mode/", {"mode": "mudah", "kembali": "/"})
    assert "mudah" not in phone.get("/petugas/masuk/").content.decode().partition("<body")[0]


def test_each_screen_holds_one_question_and_the_case_is_the_same(in_buleleng: Tenant) -> None:
    make_version()
    client = signed_in(make_verified())
    client.post("/mode/", {"mode": "mudah", "kembali": "/"})
    address = client.post("/layanan/ktp-hilang/mulai/").headers["Location"]
    asked = {name: value for screen in LOST_SCREENS.values() for name, value in screen.items()}
    met = []
    while "/isi/" in address:
        key = address.rstrip("/").rpartition("/")[2]
        assert key not in met
        met.append(key)
        data = {PAPERS[key]: upload()} if key in PAPERS else asked
        answer = fill_screen(client, address, data)
        assert answer.status_code == 302, answer.content.decode()
        address = answer.headers["Location"]
    alone = [key for key in met if key.startswith("surat-kehilangan--")]
    assert len(alone) == 3
    reference = Application.objects.get().reference
    done = send(client, f"/permohonan/{reference}/periksa/")
    assert done.headers["Location"].endswith("/terkirim/")
    assert Application.objects.get().read_answers()["surat_polisi_polsek"] == "Polsek Singaraja"


def test_what_was_saved_in_one_mode_is_not_asked_again_in_the_other(in_buleleng: Tenant) -> None:
    resident = make_verified()
    draft = begin(resident)
    client = signed_in(resident)
    for key in ("untuk-siapa", "surat-kehilangan"):
        fill_screen(client, f"/permohonan/{draft.reference}/isi/{key}/", LOST_SCREENS[key])
    usual = client.get(f"/permohonan/{draft.reference}/lanjut/").headers["Location"]
    client.post("/mode/", {"mode": "mudah", "kembali": "/"})
    simple = client.get(f"/permohonan/{draft.reference}/lanjut/").headers["Location"]
    assert simple.startswith(usual.rstrip("/"))
