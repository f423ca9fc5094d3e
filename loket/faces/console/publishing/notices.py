"""What just happened, said once at the top of the next page: a key and numbers in its address, the words here."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Name of the parameter.
KEY = "kabar"
_WORDS: Mapping[str, Promise] = {
    "aturan": _("Aturan penerbitan disimpan."),
    "diminta": _("Permintaan terkirim. Administrator lain melihatnya di halaman Penerbitan."),
    "ditarik": _("Permintaan ditarik. Draf bisa diubah lagi."),
    "terbit": _("Versi %(a)s sudah diterbitkan."),
    "sudah": _("Draf ini sudah diterbitkan lebih dulu."),
    "gabung": _("Digabungkan. Periksa lagi perubahannya di bawah."),
    "kembali": _("Versi %(a)s sama dengan versi %(b)s dan berlaku sekarang."),
    "berkas": _("%(a)s layanan diterbitkan, %(b)s menjadi draf, %(c)s sudah sama."),
    "banyak": _("%(a)s layanan diterbitkan."),
    "dimintabanyak": _("%(a)s layanan dimintakan. Administrator lain menerbitkannya di halaman ini."),
    "pembaruan": _("Pembaruan masuk ke draf. Warga belum melihatnya sampai draf diterbitkan."),
    "diabaikan": _("Pembaruan ini tidak ditawarkan lagi."),
}


def go(name: str, *args: object, said: str, **numbers: int) -> HttpResponse:
    """To a page that will say it."""
    query = urlencode({KEY: said, **numbers})
    return redirect(f"{reverse(name, args=args)}?{query}")


def notice_of(request: HttpRequest) -> dict[str, str]:
    """The notice for the frame; nothing for an unknown key."""
    words = _WORDS.get(request.GET.get(KEY, ""))
    if words is None:
        return {}
    numbers = {name: _number(request.GET.get(name, "")) for name in ("a", "b", "c")}
    return {"tone": "pandan", "text": str(words) % numbers}


def _number(text: str) -> str:
    return text if text.isdecimal() and len(text) < 7 else "–"
