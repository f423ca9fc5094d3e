"""Edits of the conditions of questions and papers: one clause added or taken away at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.foundation.formkit.conditions import Condition
from loket.foundation.formkit.words import Words

from .compiling import all_fields, choices_of
from .editing import Edited, EditRefused, Row, fresh, place_of
from .editing_uses import named

#: What a condition of each section is called in the source.
KEYS = {"fields": "show_if", "documents": "when"}
_ELEMENTS = {"fields": "field", "documents": "paper"}


@dataclass(frozen=True, slots=True)
class Watched:
    """A question that conditions may look at, with its options as value and words."""

    slug: str
    label: str
    options: tuple[tuple[object, str], ...]


def add_clause(source: Row, shared: Row, *, section: str, slug: str, field: str, value: object) -> Edited:
    """Shown too when ``field`` is answered by ``value``."""
    made, row = _row(source, section, slug)
    known = {one.slug: one for one in watchable(source, shared) if one.slug != slug}
    if field not in known or value not in {option for option, _words in known[field].options}:
        raise EditRefused(gettext_lazy("Pilih jawaban yang ada di layanan ini."), field="syarat")
    clauses = _clauses(row, section)
    for clause in clauses:
        if clause["field"] == field:
            clause["in"] = list(dict.fromkeys([*clause["in"], value]))
            break
    else:
        clauses.append({"field": field, "in": [value]})
    return _kept(made, row, section, clauses, shared)


def remove_clause(source: Row, shared: Row, *, section: str, slug: str, field: str, value: object) -> Edited:
    """No longer shown for that answer; without any clause it is always shown."""
    made, row = _row(source, section, slug)
    clauses = _clauses(row, section)
    for clause in clauses:
        if clause["field"] == field:
            clause["in"] = [one for one in clause["in"] if one != value]
    return _kept(made, row, section, [clause for clause in clauses if clause["in"]], shared)


def watchable(source: Row, shared: Row) -> Iterator[Watched]:
    """Every question with a fixed set of answers, in the order of the form."""
    for row in all_fields(source, shared):
        if row.get("type") == "boolean" and row["slug"] not in ("pernyataan_benar", "persetujuan_pdp"):
            yield Watched(row["slug"], named(row), ((True, _("Ya")), (False, _("Tidak"))))
        elif row.get("type") == "choice" and "choices_source" not in row:
            options = tuple(
                (one["value"], str(Words.read(one, "label"))) for one in choices_of(row, shared, source)
            )
            yield Watched(row["slug"], named(row), options)


def in_words(condition: Row | None, watched: Sequence[Watched]) -> str:
    """A condition as a sentence: Tampil bila “Alasan” adalah “Hilang” atau “Rusak”."""
    read = Condition.read(condition)
    if read is None:
        return ""
    known = {one.slug: one for one in watched}
    parts = []
    for clause in read.clauses:
        one = known.get(clause.field)
        words = dict(one.options) if one else {}
        values = _(" atau ").join(f"“{words.get(value, value)}”" for value in clause.values)
        parts.append(
            _("“{question}” adalah {values}").format(
                question=one.label if one else clause.field, values=values
            )
        )
    return _("Tampil bila {clauses}").format(clauses=_(", atau bila ").join(parts))


def clauses_of(condition: Row | None) -> list[tuple[str, object]]:
    """Every pair of question and answer in a condition."""
    read = Condition.read(condition)
    return [(clause.field, value) for clause in (read.clauses if read else ()) for value in clause.values]


def condition_of(pairs: Iterable[tuple[str, object]]) -> dict[str, Any]:
    """The condition that any of these questions has its answer; empty for none."""
    by_field: dict[str, list[object]] = {}
    for field, value in pairs:
        by_field.setdefault(field, []).append(value)
    clauses = [{"field": field, "in": values} for field, values in by_field.items()]
    return clauses[0] if len(clauses) == 1 else {"any": clauses} if clauses else {}


def _row(source: Row, section: str, slug: str) -> tuple[dict[str, Any], dict[str, Any]]:
    made = fresh(source)
    place = place_of(made[section], slug, gettext_lazy("Bagian ini sudah tidak ada di draf."))
    return made, made[section][place]


def _clauses(row: Row, section: str) -> list[dict[str, Any]]:
    condition = row.get(KEYS[section]) or {}
    return [dict(clause) for clause in condition.get("any", [condition] if condition else [])]


def _kept(
    made: dict[str, Any], row: dict[str, Any], section: str, clauses: list[dict[str, Any]], shared: Row
) -> Edited:
    key = KEYS[section]
    row.pop(key, None)
    if clauses:
        row[key] = clauses[0] if len(clauses) == 1 else {"any": clauses}
        if section == "documents":
            row["requirement"] = "conditional"
    elif section == "documents" and row.get("requirement") == "conditional":
        row["requirement"] = "mandatory"
    known = ((shared.get("documents") or {}).get(row["slug"]) or {}) if section == "documents" else {}
    return Edited(made, f"{_ELEMENTS[section]}:{row['slug']}", "condition_changed", named({**known, **row}))
