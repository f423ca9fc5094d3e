"""What people do, in words: register, log in, apply, check, hand over. Used with and without a browser's scripts."""

from __future__ import annotations

import re
import time
from typing import Any, cast

import pyotp

from tests.files.samples import photo
from tests.journeys.hand import Hand, Page
from tests.live import Live

PASSWORD = "sawah subur dan sejuk"
BULELENG = "buleleng.localhost"
SURAKARTA = "surakarta.localhost"
POLICE = {
    "surat_polisi_nomor": "SKTLK/77/XI/2026",
    "surat_polisi_tgl_hari": "19",
    "surat_polisi_tgl_bulan": "11",
    "surat_polisi_tgl_tahun": "2026",
    "surat_polisi_polsek": "Polsek Singaraja",
}


def kinds_of_photos() -> dict[str, bytes]:
    """One photo of each kind people send, with EXIF and GPS in them."""
    return {
        "ktp_asli": photo("JPEG"),
        "kk_asli": photo("HEIF"),
        "foto_ttd": photo("PNG"),
        "selfie_ktp": photo("WEBP"),
    }


def code_for(live: Live, phone: str, host: str = BULELENG) -> str:
    """The six digits of the newest code on this phone."""
    deadline = time.monotonic() + 25
    while time.monotonic() < deadline:
        for message in live.messages(phone, host):
            found = re.search(r"\b(\d{6})\b", message["text"])
            if found:
                return found[1]
        time.sleep(0.2)
    raise AssertionError(f"no code came; got {live.messages(phone, host)[:2]}")


def message_with(live: Live, phone: str, *words: str, host: str = BULELENG) -> str:
    """The text of the newest message on this phone with all these words, waiting for the worker."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for message in live.messages(phone, host):
            if all(word in message["text"] for word in words):
                return str(message["text"])
        time.sleep(0.2)
    texts = [message["text"] for message in live.messages(phone, host)]
    raise AssertionError(f"no message with {words!r}: {texts[:6]}")


def register_buleleng(live: Live, *, nik: str, kk: str, name: str, phone: str) -> Hand:
    """Registration with four photos; ends on "Pendaftaran terkirim"."""
    hand, photos = Hand(live.port), kinds_of_photos()
    hand.open("/daftar/")
    hand.press("Lanjut", nik=nik, no_kk=kk, nama=name)
    hand.press("Lanjut", no_wa=phone, password=PASSWORD)
    for slug in ("ktp_asli", "kk_asli", "foto_ttd", "selfie_ktp"):
        assert slug in hand.page.form("Lanjut")[0].files, hand.page.text[:600]
        hand.press("Lanjut", files={slug: photos[slug]})
    hand.press("Semua sudah benar, kirim", pernyataan="on")
    hand.press("Lanjut", kode=code_for(live, f"+62{phone[1:]}"))
    assert "Pendaftaran terkirim" in hand.page.text
    return hand


def log_in(hand: Hand, nik: str, password: str = PASSWORD) -> Page:
    """A resident logs in."""
    hand.open("/masuk/")
    page = hand.press("Masuk", nik=nik, password=password)
    assert page.path != "/masuk/", page.text[:600]
    return page


def officer(live: Live, username: str, host: str = BULELENG) -> Hand:
    """An officer of the demo, logged in with the second factor.

    He stays at the desk from one story to the next: a code of his authenticator works once, and the next comes
    half a minute later.
    """
    if (host, username) in live.seated:
        return cast("Hand", live.seated[host, username])
    account = next(one for one in live.fetch_json("/contoh/akun.json", host) if one["username"] == username)
    hand = Hand(live.port, host)
    hand.open("/petugas/masuk/")
    hand.press("Masuk", username=username, password=account["password"])
    page = hand.press("Masuk", kode=pyotp.TOTP(account["totp_secret"]).now())
    assert "/masuk/" not in page.path, page.text[:600]
    live.seated[host, username] = hand
    return hand


def verify_account(made: Hand, name: str) -> None:
    """Look at the four photos, tick what was compared, approve."""
    made.open("/petugas/akun/")
    page = made.click(name)
    ticks = re.findall(r'name="cocok" value="([^"]+)"', page.body.decode())
    made.press("Setujui akun", cocok=ticks)


def from_queue_to_counter(number: str, *, checking: Hand, making: Hand) -> None:
    """The office's part: checked and approved by one officer, made and announced by another."""
    page = f"/petugas/permohonan/{number}/"
    checking.open(page)
    checking.press("Periksa berkas ini")
    checking.open(page)
    checking.press("Setujui")
    for words in ("Ambil proses", "Mulai cetak"):
        making.open(page)
        making.press(words)
    making.open(page)
    making.click("Siap diambil")
    making.press("Kabari pemohon")


def hand_over(counter: Hand, number: str, name: str) -> None:
    """The card goes to its owner: message shown, originals seen, the old card reported lost."""
    counter.open(f"/petugas/serah/{number}/")
    counter.press("Serahkan", nama=name, hubungan="self", pesan_ditunjukkan="on",
                  asli=["surat_polisi_hilang", "kk_asli"], kartu_lama="lost")  # fmt: skip


def complete_if_asked(hand: Hand, kecamatan: str, **more: Any) -> None:
    """Name, KK and desa are asked once; any village of ``kecamatan`` will do."""
    if hand.page.path.startswith("/akun/lengkapi/"):
        villages = re.findall(rf'value="({re.escape(kecamatan)}\.[0-9]+)"', hand.page.body.decode())
        page = hand.press("Simpan", desa=villages[0], **more)
        assert page.status == 200, page.text[:900]


def apply_for_lost_card(hand: Hand, kecamatan: str, **more: Any) -> str:
    """From the service page to the receipt; gives the number."""
    hand.open("/layanan/ktp-hilang/")
    hand.press("Mulai")
    if hand.page.path.startswith("/akun/lengkapi/"):
        complete_if_asked(hand, kecamatan, **more)
        if "/isi/" not in hand.page.path:
            hand.open("/layanan/ktp-hilang/")
            hand.press("Mulai")
    for _screen in range(10):
        if hand.page.path.endswith("/periksa/"):
            break
        _fill(hand)
    hand.press("Semua sudah benar, kirim", pernyataan_benar="on", persetujuan_pdp="on")
    assert hand.page.path.endswith("/terkirim/"), hand.page.text[:1500]
    return hand.page.path.split("/")[2]


def _fill(hand: Hand) -> None:
    here = hand.page.path
    key = here.rstrip("/").rpartition("/")[2]
    form = hand.page.form("Lanjut")[0]
    if key == "untuk-siapa":
        hand.press("Lanjut", peran_pemohon="diri_sendiri")
    elif key == "surat-kehilangan":
        hand.press("Lanjut", **POLICE)
    elif key == "data-berubah":
        hand.press("Lanjut", ada_perubahan_data="tidak")
    elif key == "cara-menerima":
        hand.press("Lanjut", penyelesaian="ambil_dinas")
    elif key.startswith("kertas-"):
        hand.press("Lanjut", files={next(iter(form.files)): photo("JPEG")})
    else:
        raise AssertionError(f"unknown screen {here}: {hand.page.text[:600]}")
    assert hand.page.path != here, hand.page.text[:1500]
