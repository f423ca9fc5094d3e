"""Words of the recap that are the office's, not the screen's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Category slugs of the catalogue in words.
CATEGORIES: dict[str, _StrPromise] = {
    "pendaftaran_penduduk": _("Pendaftaran penduduk"),
    "pencatatan_sipil": _("Pencatatan sipil"),
    "pemutakhiran_lainnya": _("Pemutakhiran data"),
}
REST = _("Lainnya")
