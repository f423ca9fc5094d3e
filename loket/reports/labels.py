"""Words of the recap that are the office's, not the screen's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from loket.foundation.ui.dates import month_name

from .rules import Month

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Category slugs of the catalogue in words.
CATEGORIES: dict[str, _StrPromise] = {
    "pendaftaran_penduduk": _("Pendaftaran penduduk"),
    "pencatatan_sipil": _("Pencatatan sipil"),
    "pemutakhiran_lainnya": _("Pemutakhiran data"),
}
REST = _("Lainnya")
_NOVEMBER = 11


def month_label(month: Month, *, nopember: bool) -> str:
    """ "Juli"; "Nopember" where the office writes it so (S3-42)."""
    name = month_name(month.number)
    return "Nopember" if nopember and month.number == _NOVEMBER and name == "November" else name
