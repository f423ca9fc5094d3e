"""Why somebody is looked for: a short list, so that the record can be read and counted (security rule 37)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "pelayanan": _("Melayani pemohon"),
    "telepon": _("Pemohon bertanya lewat telepon atau WhatsApp"),
    "verifikasi": _("Memeriksa permohonan atau akun"),
    "loket": _("Serah terima di loket"),
    "aduan": _("Menangani aduan"),
    "pengawasan": _("Pengawasan"),
}


def purpose(given: str) -> str:
    """A known purpose; the search box on every page is for serving people."""
    return given if given in PURPOSES else "pelayanan"
