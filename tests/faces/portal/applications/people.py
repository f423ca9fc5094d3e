"""Residents who are signed in, and short words for what they do in a browser without scripts."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from loket.accounts.sessions import SessionStore
from loket.residents.models import Resident
from tests.cast import BULELENG_HOST
from tests.files.samples import jpeg

#: What is typed for a lost card of one's own, screen by screen.
LOST_SCREENS: dict[str, dict[str, Any]] = {
    "untuk-siapa": {"peran_pemohon": "diri_sendiri"},
    "surat-kehilangan": {
        "surat_polisi_nomor": "SKTLK/123/XI/2026",
        "surat_polisi_tgl_hari": "19",
        "surat_polisi_tgl_bulan": "11",
        "surat_polisi_tgl_tahun": "2026",
        "surat_polisi_polsek": "Polsek Singaraja",
    },
    "data-berubah": {"ada_perubahan_data": "tidak", "catatan": ""},
    "cara-menerima": {"penyelesaian": "ambil_dinas"},
}
PAPERS = {"kertas-surat-polisi-hilang": "surat_polisi_hilang", "kertas-kk-asli": "kk_asli"}


def signed_in(resident: Resident, host: str = BULELENG_HOST) -> Client:
    """A browser in which ``resident`` is logged in."""
    client = Client(headers={"host": host})
    session = SessionStore()
    session.begin(resident.account)
    client.cookies["masuk"] = str(session.session_key)
    return client


def upload(width: int = 640, height: int = 480, name: str = "IMG_0001.jpg") -> SimpleUploadedFile:
    """A photo as a plain form sends it."""
    return SimpleUploadedFile(name, jpeg(width, height), content_type="image/jpeg")


def hidden(page: HttpResponse, name: str) -> str:
    """The value of a hidden input of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    assert found, f"no {name} in the page"
    return found[1]


def fill_screen(client: Client, address: str, data: dict[str, Any]) -> HttpResponse:
    """Open a screen and post it."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code, page.headers.get("Location"))
    return client.post(address, {**data, "edisi": hidden(page, "edisi")})  # type: ignore[return-value]


def walk(client: Client, address: str) -> list[str]:
    """Fill every screen of a lost card from ``address`` on; the keys of the screens that were met."""
    met: list[str] = []
    while "/isi/" in address:
        key = address.rstrip("/").rpartition("/")[2]
        assert key not in met, f"{key} came twice"
        met.append(key)
        data: dict[str, Any] = dict(LOST_SCREENS.get(key, {}))
        if key in PAPERS:
            data[PAPERS[key]] = upload()
        answer = fill_screen(client, address, data)
        assert answer.status_code == 302, answer.content.decode()
        address = answer.headers["Location"]
    assert address.endswith("/periksa/")
    return met


def send(client: Client, check_address: str, **changes: Any) -> HttpResponse:
    """Tick both statements and send."""
    page = client.get(check_address)
    data = {
        "edisi": hidden(page, "edisi"),
        "kunci": hidden(page, "kunci"),
        "pernyataan_benar": "on",
        "persetujuan_pdp": "on",
        **changes,
    }
    return client.post(check_address.replace("/periksa/", "/kirim/"), data)  # type: ignore[return-value]
