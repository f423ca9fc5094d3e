"""Where in a source something is used: what is used is not taken away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.foundation.formkit.conditions import Condition

from .compiling import all_fields
from .editing import EditRefused, Row, rows_of

#: Keys of a row that hold a condition.
CONDITIONS = ("show_if", "required_if", "when")


def named(row: Row) -> str:
    """A row by its own words."""
    return str(row.get("label_id") or row.get("title_id") or row.get("slug") or row.get("key") or "")


def uses_of_field(source: Row, slug: str, shared: Row) -> Iterator[Any]:
    """Sentences that say where other elements look at a field."""
    for row in (*all_fields(source, shared), *rows_of(source, "documents")):
        if row["slug"] == slug:
            continue
        looks = [Condition.read(row.get(key)) for key in CONDITIONS]
        if any(one and slug in one.fields for one in looks):
            yield format_lazy(_("syarat “{name}”"), name=named(_whole(row, shared)))
        if slug in {row.get("derived_from"), row.get("instead_of")}:
            yield format_lazy(_("hitungan “{name}”"), name=named(row))
    yield from (words for words, one in _of_outputs(source, shared) if slug in one.fields)
    visit = source.get("visit") or {}
    if any(slug == (visit.get(key) or {}).get("field") for key in ("skip_if", "if")):
        yield _("syarat kunjungan")


def uses_of_choice(source: Row, slug: str, value: object, shared: Row) -> Iterator[Any]:
    """Sentences that say which conditions look at one option of a field."""
    for row in (*all_fields(source, shared), *rows_of(source, "documents")):
        for key in CONDITIONS:
            condition = Condition.read(row.get(key))
            clauses = condition.clauses if condition else ()
            if any(clause.field == slug and value in clause.values for clause in clauses):
                yield format_lazy(_("syarat “{name}”"), name=named(_whole(row, shared)))
    for words, condition in _of_outputs(source, shared):
        if any(clause.field == slug and value in clause.values for clause in condition.clauses):
            yield words


def refuse_while_used(name: str, uses: Iterable[Any]) -> None:
    """Raise ``EditRefused`` that lists the uses, if there are any."""
    listed = list(dict.fromkeys(str(one) for one in uses))
    if listed:
        sentence = _("“{name}” masih dipakai: {uses}. Ubah dulu di sana, lalu coba lagi.")
        raise EditRefused(format_lazy(sentence, name=name, uses=", ".join(listed[:6])), code="in_use")


def _of_outputs(source: Row, shared: Row) -> Iterator[tuple[Any, Condition]]:
    """Every condition under which a document is issued, with what it is called."""
    known = shared.get("outputs") or {}
    for slug, row in (source.get("output_when") or {}).items():
        condition = Condition.read(row)
        if condition is not None:
            name = named({"slug": slug, **(known.get(slug) or {})})
            yield format_lazy(_("dokumen terbit “{name}”"), name=name), condition


def _whole(row: Row, shared: Row) -> Row:
    return {**((shared.get("documents") or {}).get(row["slug"]) or {}), **row}
