"""Words of the texts' list and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: The moments by which the list of texts is grouped, in their order.
MOMENTS: dict[str, _StrPromise] = {
    "account": _("Akun warga"),
    "check": _("Permohonan masuk dan diperiksa"),
    "visit": _("Datang ke kantor"),
    "work": _("Sedang dikerjakan"),
    "finish": _("Siap, dikirim, selesai"),
    "staff": _("Petugas"),
    "other": _("Lainnya"),
}
#: Where a kind without a moment of its own stands, by its app.
MOMENT_OF_APP = {
    "accounts": "account",
    "residents": "account",
    "applications": "check",
    "staff": "staff",
}
#: What a change of a wording was.
CHANGES: dict[str, _StrPromise] = {
    "changed": _("Diubah"),
    "default": _("Dikembalikan ke bawaan"),
    "brought_back": _("Versi lama dipakai lagi"),
}
