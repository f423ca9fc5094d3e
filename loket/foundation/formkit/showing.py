"""Kept answers as a person reads them back, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from loket.foundation.formkit.questions import Field
from loket.foundation.formkit.values import Reading
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import NomorKk, Phone


def show(field: Field, value: Any, reading: Reading) -> list[tuple[str, str]]:
    """Label and text of an answer; one pair per person of a list."""
    label = str(field.label)
    if field.type == "person-list":
        who = str(field.person) or label
        return [(f"{who} {number}", person(field, row, reading)) for number, row in enumerate(value, start=1)]
    return [(label, text_of(field, value, reading))]


def person(field: Field, row: Mapping[str, Any], reading: Reading) -> str:
    """One row of a list: "Ni Luh Sari; NIK 5108 …; Anak"."""
    beside = Reading(row, reading.office)
    parts = []
    for item in field.items:
        value = row.get(item.slug)
        if value:
            text = text_of(item, value, beside)
            parts.append(text if item.type in {"name", "choice"} else f"{item.label} {text}")
    return "; ".join(parts)


def text_of(field: Field, value: Any, reading: Reading) -> str:
    """One answer as text; an answer that no longer fits its field is shown as it was kept."""
    try:
        return _text(field, value, reading)
    except (Refusal, ValueError, TypeError):
        return str(value)


def _text(field: Field, value: Any, reading: Reading) -> str:
    if field.type in _SHOWN:
        return _SHOWN[field.type](field, value, reading)
    if field.format.startswith("decimal"):
        return str(value).replace(".", ",")
    if field.format in {"time", "time-slot"}:
        return str(value).replace(":", ".").replace("-", "–")
    return str(value)


def _boolean(field: Field, value: Any, _reading: Reading) -> str:
    if not value:
        return _("Tidak")
    return _("Ya") if field.question else _("Setuju")


def _region(_field: Field, value: Any, reading: Reading) -> str:
    return ", ".join(reading.office.regions.path(value)) or str(value)


def _chosen(field: Field, value: Any, reading: Reading) -> str:
    values = value if isinstance(value, list) else [value]
    places = dict(reading.office.points.get(field.source, ())) if field.source else {}
    labels = []
    for one in values:
        choice = field.choice(one)
        labels.append(str(choice.label) if choice else places.get(one, str(one)))
    return ", ".join(labels)


_SHOWN: Mapping[str, Callable[[Field, Any, Reading], str]] = {
    "choice": _chosen,
    "boolean": _boolean,
    "region": _region,
    "date": lambda _field, value, _reading: date_format(date.fromisoformat(value), "j F Y"),
    "nik": lambda _field, value, _reading: NomorKk.parse(value).grouped,
    "kk_number": lambda _field, value, _reading: NomorKk.parse(value).grouped,
    "phone": lambda _field, value, _reading: Phone.parse(value).local,
    "money": lambda _field, value, _reading: "Rp" + f"{int(value):,}".replace(",", "."),
}
