"""Lists of people inside a form: rows of small answers, each person by NIK or, for foreigners, by passport."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.foundation.formkit.questions import Field
from loket.foundation.formkit.surroundings import Surroundings
from loket.foundation.formkit.values import AnswerRefused, Reading, is_empty, read
from loket.foundation.formkit.widgets import DayInput
from loket.foundation.kernel.errors import Refusal

#: Not asked of a foreigner, who shows a passport instead.
_FOR_CITIZENS = frozenset({"nik", "no_kk", "asal_no_kk"})
PASSPORT = "paspor_nomor"


class PeopleRefused(AnswerRefused):
    """Rows that cannot be kept: ``by_input`` maps an input name (``saksi-0-nama``) to its sentence.

    ``rows`` are the people with all that was right, where such a part may be kept.
    """

    default_code = "people"

    def __init__(
        self, field: Field, by_input: Mapping[str, Any], rows: list[dict[str, Any]] | None = None
    ) -> None:
        super().__init__(next(iter(by_input.values())), field=field.slug)
        self.by_input, self.rows = by_input, rows


def input_name(field: Field, row: int, item: Field) -> str:
    """``saksi-0-nama``."""
    return f"{field.slug}-{row}-{item.slug}"


def posted_rows(field: Field, data: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    """What a browser posted, by person and item; one person above the most, so that he is refused."""
    pattern = re.compile(rf"{re.escape(field.slug)}-(\d{{1,3}})-(\w+?)(?:_hari|_bulan|_tahun)?", re.ASCII)
    items = {item.slug: item for item in field.items}
    rows: dict[int, dict[str, Any]] = {}
    for name in data:
        found = pattern.fullmatch(name)
        if found and found[2] in items and int(found[1]) <= field.maximum:
            item, number = items[found[2]], int(found[1])
            rows.setdefault(number, {})[item.slug] = _posted(item, input_name(field, number, item), data)
    return dict(sorted(rows.items()))


def _posted(item: Field, name: str, data: Mapping[str, Any]) -> Any:
    return DayInput().value_from_datadict(data, {}, name) if item.type == "date" else data.get(name, "")


def rows_in(field: Field, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The whole list as a browser posted it, empty rows included, in their order."""
    return [
        {item.slug: row.get(item.slug, "") for item in field.items}
        for row in posted_rows(field, data).values()
    ]


def rows_to_show(field: Field, rows: Sequence[Mapping[str, Any]]) -> int:
    """How many rows a page with the whole list offers: those there are, and the required ones."""
    return min(field.maximum, max(len(rows), field.minimum, 1))


def is_blank(row: Mapping[str, Any]) -> bool:
    """Nothing is said about this person."""
    return all(is_empty(value) for value in row.values())


def asks_citizenship(field: Field) -> bool:
    """Whether the people of a list may be foreigners, who show a passport instead of a NIK."""
    return any(item.slug == "kewarganegaraan" for item in field.items)


def hangs_on_citizenship(item: Field) -> bool:
    """Whether the nationality decides if this is asked."""
    return item.slug in _FOR_CITIZENS or item.slug == PASSPORT


def visible_items(field: Field, row: Mapping[str, Any], items: Sequence[Field]) -> tuple[Field, ...]:
    """Of ``items`` those that are asked of this person."""
    if not asks_citizenship(field):
        return tuple(items)
    return tuple(
        item for item in items if (is_foreign(row) or item.slug != PASSPORT) and not _spared(item, row)
    )


def _spared(item: Field, row: Mapping[str, Any]) -> bool:
    return item.slug in _FOR_CITIZENS and is_foreign(row)


def is_foreign(row: Mapping[str, Any]) -> bool:
    """Whether the row is about a foreign citizen."""
    return row.get("kewarganegaraan") == "WNA"


def item_required(item: Field, row: Mapping[str, Any], items: Sequence[Field]) -> bool:
    """Whether an item of a row must be filled, after the NIK-or-passport rule."""
    may_be_foreign = any(one.slug == "kewarganegaraan" for one in items)
    if may_be_foreign and item.slug in _FOR_CITIZENS:
        return item.required and not is_foreign(row)
    if may_be_foreign and item.slug == PASSPORT:
        return is_foreign(row)
    return item.required


def read_people(field: Field, raw: Any, reading: Reading) -> list[dict[str, Any]]:
    """The rows in the form they are kept; wholly empty rows are dropped. Raises PeopleRefused."""
    if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
        raise AnswerRefused(_("Isi data orang satu per satu."), field=field.slug, code="people")
    rows = [(number, row) for number, row in enumerate(raw) if not is_blank(row)]
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


def take_in(
    field: Field,
    kept: Sequence[Mapping[str, Any]],
    typed: Mapping[int, Mapping[str, Any]],
    office: Surroundings,
) -> list[dict[str, Any]]:
    """The kept people with what was now typed about some of them (by number, then item).

    Whoever the list does not need and about whom nothing is said is dropped. What the nationality closed is
    dropped too. Raises PeopleRefused, with the people as far as they are right.
    """
    rows = [dict(row) for row in kept]
    rows += [{} for _number in range(len(rows), max(typed, default=-1) + 1)]
    mistakes: dict[str, Any] = {}
    for number, values in typed.items():
        rows[number] = _renewed(field, number, rows[number], values, Reading({}, office), mistakes)
    for number, values in typed.items():
        if "nik" in values:
            _refuse_same(field, number, rows, typed, mistakes)
    rows = [row for number, row in enumerate(rows) if number < field.minimum or not is_blank(row)]
    if len(rows) > field.maximum:
        sentence = format_lazy(_("Paling banyak {count} orang."), count=field.maximum)
        mistakes.setdefault(input_name(field, min(typed), field.items[0]), sentence)
        rows = rows[: field.maximum]
    if mistakes:
        raise PeopleRefused(field, mistakes, rows)
    return rows


def _renewed(
    field: Field,
    number: int,
    row: Mapping[str, Any],
    values: Mapping[str, Any],
    reading: Reading,
    mistakes: dict[str, Any],
) -> dict[str, Any]:
    raw = {**row, **values}
    if number >= field.minimum and is_blank(raw):
        return {}
    visible = visible_items(field, raw, field.items)
    renewed = {item.slug: row[item.slug] for item in visible if item.slug in row}
    beside = Reading(raw, reading.office)
    for item in visible:
        if item.slug not in values:
            continue
        try:
            value = read(item, values[item.slug], beside, required=item_required(item, raw, field.items))
        except Refusal as refused:
            mistakes[input_name(field, number, item)] = refused.message
        else:
            renewed[item.slug] = value
    return {slug: value for slug, value in renewed.items() if not is_empty(value)}


def _refuse_same(
    field: Field,
    number: int,
    rows: Sequence[dict[str, Any]],
    typed: Mapping[int, Mapping[str, Any]],
    mistakes: dict[str, Any],
) -> None:
    nik = rows[number].get("nik")
    others = [other for other, row in enumerate(rows) if other != number and row.get("nik") == nik]
    first = next((other for other in others if other < number or other not in typed), None)
    if nik and first is not None:
        sentence = format_lazy(_("NIK ini sudah diisi untuk orang ke-{number}."), number=first + 1)
        mistakes.setdefault(f"{field.slug}-{number}-nik", sentence)
        del rows[number]["nik"]
