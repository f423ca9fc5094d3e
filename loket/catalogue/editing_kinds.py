"""The kinds of question an administrator chooses from, and what each means in a source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from .editing import Row

#: Attributes that a kind decides; changing the kind clears the others.
DECIDED = (
    "type", "format", "multiline", "multiple", "question", "choices", "choices_ref", "choices_source", "only",
    "exclude", "timing", "scope", "level", "item_fields", "min", "max", "person_id", "person_en",
)  # fmt: skip

KINDS: Mapping[str, dict[str, Any]] = {
    "text": {"type": "text"},
    "long_text": {"type": "text", "multiline": True},
    "choice": {"type": "choice", "choices": []},
    "choices": {"type": "choice", "choices": [], "multiple": True},
    "yes_no": {"type": "boolean", "question": True},
    "tick": {"type": "boolean"},
    "date": {"type": "date", "timing": "past"},
    "number": {"type": "text", "format": "int:0-999999"},
    "digits": {"type": "text", "format": "digits:10"},
    "time": {"type": "text", "format": "time"},
    "money": {"type": "money"},
    "name": {"type": "name"},
    "place": {"type": "place"},
    "region": {"type": "region"},
    "nik": {"type": "nik"},
    "kk_number": {"type": "kk_number"},
    "phone": {"type": "phone"},
    "email": {"type": "email"},
    "people": {"type": "person-list", "item_fields": ["nama", "nik"], "min": 1, "max": 5},
}

KIND_NAMES = {
    "text": _("Tulisan pendek"),
    "long_text": _("Tulisan panjang"),
    "choice": _("Pilih satu"),
    "choices": _("Pilih beberapa"),
    "yes_no": _("Ya atau tidak"),
    "tick": _("Kotak centang"),
    "date": _("Tanggal"),
    "number": _("Angka"),
    "digits": _("Nomor dengan panjang tetap"),
    "time": _("Jam"),
    "money": _("Jumlah uang"),
    "name": _("Nama orang"),
    "place": _("Nama tempat"),
    "region": _("Desa atau kelurahan"),
    "nik": _("NIK"),
    "kk_number": _("Nomor KK"),
    "phone": _("Nomor HP"),
    "email": _("E-mail"),
    "people": _("Daftar orang"),
    "other": _("Jenis lain"),
}


def kind_of(row: Row) -> str:
    """The kind an administrator would have chosen for a field; "other" for what only files can say."""
    kind = row.get("type")
    if kind == "choice":
        return "choices" if row.get("multiple") else "choice"
    if kind == "boolean":
        return "yes_no" if row.get("question") else "tick"
    if kind == "person-list":
        return "people"
    if kind == "text":
        return _text_kind(row)
    return str(kind) if kind in KINDS else "other"


def _text_kind(row: Row) -> str:
    form = str(row.get("format") or "").partition(":")[0]
    if not form:
        return "long_text" if row.get("multiline") else "text"
    return {"int": "number", "digits": "digits", "time": "time"}.get(form, "other")
