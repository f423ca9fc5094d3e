"""Conditions as people say them: “Hubungan” dijawab “Anak” atau “Cucu”."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from loket.foundation.formkit.conditions import Clause, Condition
from loket.foundation.formkit.words import Words

Row = Mapping[str, Any]


def label_of(row: Row) -> str:
    """What a question, paper or step is called, in the reader's language."""
    words = Words.read(row, "title") or Words.read(row, "label")
    return str(words) or str(row.get("slug") or row.get("key") or "")


def question_of(row: Row) -> str:
    """The question itself."""
    return str(Words.read(row, "label")) or label_of(row)


def condition_words(row: Row | None, fields: Mapping[str, Row]) -> str:
    """One clause of a sentence; nothing where there is no condition. ``fields``: by slug, complete."""
    condition = Condition.read(row)
    if condition is None:
        return ""
    return str(_(" atau ")).join(_clause(clause, fields) for clause in condition.clauses)


def _clause(clause: Clause, fields: Mapping[str, Row]) -> str:
    field = fields.get(clause.field, {"slug": clause.field})
    choices = {str(one["value"]): str(Words.read(one, "label")) for one in field.get("choices") or ()}
    said = [choices.get(str(value), _value(value)) for value in clause.values]
    listed = str(_(" atau ")).join(f"“{one}”" for one in said)
    return _("“%(question)s” dijawab %(answers)s") % {"question": question_of(field), "answers": listed}


def _value(value: object) -> str:
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    return str(value)
