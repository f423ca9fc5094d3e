"""Words of the counter, of helpers and of calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: What a call may be about.
TOPICS: dict[str, _StrPromise] = {
    "mulai": _("Bagaimana cara mulai"),
    "ktp": _("KTP"),
    "kk": _("Kartu Keluarga"),
    "akta": _("Akta lahir, nikah, atau kematian"),
    "kia": _("Kartu Identitas Anak"),
    "pindah": _("Pindah alamat"),
    "status": _("Permohonan saya sudah sampai mana"),
    "lain": _("Hal lain"),
}

#: Why a list went no further, besides what the reading of sheets refuses.
IMPORT_PROBLEMS: dict[str, _StrPromise] = {
    "at_work": _("Masih ada tiga daftar yang sedang dikerjakan. Tunggu sampai salah satunya selesai."),
    "overtaken": _(
        "Sejak diperiksa, ada permohonan yang sama masuk lewat jalan lain. Tidak ada yang dimasukkan. Periksa lagi."
    ),
}
