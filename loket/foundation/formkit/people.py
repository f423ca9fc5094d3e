"""Lists of people inside a form: rows of small answers, each person by NIK or, for foreigners, by passport."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.foundation.formkit.questions import Field
from loket.foundation.formkit.values import AnswerRefused, Reading, is_empty, read
from loket.foundation.kernel.errors import Refusal

#: Not asked of a foreigner, who shows a passport instead.
_FOR_CITIZENS = frozenset({"nik", "no_kk", "asal_no_kk"})
PASSPORT = "paspor_nomor"


class PeopleRefused(AnswerRefused):
    """Rows that cannot be kept: ``by_input`` maps an input name (``saksi-0-nama``) to its sentence."""

    default_code = "people"

    def __init__(self, field: Field, by_input: Mapping[str, Any]) -> None:
        super().__init__(next(iter(by_input.values())), field=field.slug)
        self.by_input = by_input


def input_name(field: Field, row: int, item: Field) -> str:
    """``saksi-0-nama``."""
    return f"{field.slug}-{row}-{item.slug}"


def rows_in(field: Field, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows a browser posted, empty ones included, in their order."""
    pattern = re.compile(rf"{re.escape(field.slug)}-(\d{{1,3}})-")
    numbers = sorted({int(found[1]) for name in data if (found := pattern.match(name))})
    return [
        {item.slug: data.get(f"{field.slug}-{number}-{item.slug}", "") for item in field.items}
        for number in numbers
    ]


def rows_to_show(field: Field, rows: Sequence[Mapping[str, Any]], more: int = 0) -> int:
    """How many rows a screen offers: those there are, the required ones, one empty, never above the most."""
    return min(field.maximum, max(len(rows), field.minimum, 1) + more)


def is_foreign(row: Mapping[str, Any]) -> bool:
    """Whether the row is about a foreign citizen."""
    return row.get("kewarganegaraan") == "WNA"


def item_required(item: Field, row: Mapping[str, Any], items: Sequence[Field]) -> bool:
    """Whether an item of a row must be filled, after the NIK-or-passport rule."""
    asks_citizenship = any(one.slug == "kewarganegaraan" for one in items)
    if asks_citizenship and item.slug in _FOR_CITIZENS:
        return item.required and not is_foreign(row)
    if asks_citizenship and item.slug == PASSPORT:
        return is_foreign(row)
    return item.required


def read_people(field: Field, raw: Any, reading: Reading) -> list[dict[str, Any]]:
    """The rows in the form they are kept; wholly empty rows are dropped. Raises PeopleRefused."""
    if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
        raise AnswerRefused(_("Isi data orang satu per satu."), field=field.slug, code="people")
    rows = [
        (number, row) for number, row in enumerate(raw) if not all(is_empty(value) for value in row.values())
    ]
    kept, mistakes = [], dict[str, Any]()
    for number, row in rows:
        kept.append(_read_row(field, number, row, reading, mistakes))
    _refuse_twice(field, [number for number, _row in rows], kept, mistakes)
    _refuse_count(field, kept, mistakes)
    if mistakes:
        raise PeopleRefused(field, mistakes)
    return kept


def _read_row(
    field: Field, number: int, row: Mapping[str, Any], reading: Reading, mistakes: dict[str, Any]
) -> dict[str, Any]:
    beside = Reading({**row}, reading.office)
    kept: dict[str, Any] = {}
    for item in field.items:
        if item.slug in _FOR_CITIZENS and is_foreign(row):
            continue
        try:
            value = read(item, row.get(item.slug), beside, required=item_required(item, row, field.items))
        except Refusal as refused:
            mistakes[input_name(field, number, item)] = refused.message
        else:
            if not is_empty(value):
                kept[item.slug] = value
    return kept


def _refuse_twice(
    field: Field, numbers: Sequence[int], rows: Sequence[Mapping[str, Any]], mistakes: dict[str, Any]
) -> None:
    seen: dict[str, int] = {}
    for number, row in zip(numbers, rows, strict=True):
        nik = row.get("nik")
        if nik and nik in seen:
            sentence = format_lazy(_("NIK ini sudah diisi untuk orang ke-{number}."), number=seen[nik])
            mistakes.setdefault(f"{field.slug}-{number}-nik", sentence)
        elif nik:
            seen[nik] = number + 1


def _refuse_count(field: Field, rows: Sequence[Mapping[str, Any]], mistakes: dict[str, Any]) -> None:
    if len(rows) < field.minimum:
        sentence = format_lazy(_("Isi data {count} orang."), count=field.minimum)
        mistakes.setdefault(input_name(field, len(rows), field.items[0]), sentence)
    if len(rows) > field.maximum:
        sentence = format_lazy(_("Paling banyak {count} orang."), count=field.maximum)
        mistakes.setdefault(input_name(field, 0, field.items[0]), sentence)
