"""Headings under which residents look for a service: what happened to them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: Life events of the catalogue file, in the order of the list of all services.
LIFE_EVENTS = {
    "ktp": _("KTP"),
    "hilang": _("Hilang atau rusak"),
    "keluarga": _("Kartu Keluarga"),
    "lahir": _("Lahir dan anak"),
    "menikah": _("Menikah dan bercerai"),
    "pindah": _("Pindah"),
    "meninggal": _("Meninggal"),
    "perbaiki": _("Perbaiki data"),
    "wna": _("Orang asing"),
    "lainnya": _("Lainnya"),
}
