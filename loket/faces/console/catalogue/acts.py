"""What the small buttons do: one word each, with the element it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from loket.catalogue import editing_conditions as conditions
from loket.catalogue import editing_fields as fields
from loket.catalogue import editing_papers as papers
from loket.catalogue import editing_steps as steps
from loket.catalogue.editing import Edit

from .bench import Bench

#: What a button sends behind its word: "alasan", or "alasan rincian jam" to be placed.
Words = Sequence[str]
_SECTIONS = {"field": "fields", "paper": "documents"}


def _slug(edit: Callable[..., Any], name: str = "slug", **more: Any) -> Callable[[Words], Edit]:
    return lambda words: partial(edit, **{name: words[0], **more})


def _place_field(words: Words) -> Edit:
    return partial(steps.place_field, slug=words[0], step=words[1], before=words[2])


def _place_paper(words: Words) -> Edit:
    return partial(papers.place_paper, slug=words[0], before=words[1])


ACTS: Mapping[str, Callable[[Words], Edit]] = {
    "field-up": _slug(steps.move_field, by=-1),
    "field-down": _slug(steps.move_field, by=1),
    "field-place": _place_field,
    "field-copy": _slug(fields.copy_field),
    "field-retire": _slug(fields.retire_field),
    "field-restore": _slug(fields.restore_field),
    "paper-up": _slug(papers.move_paper, by=-1),
    "paper-down": _slug(papers.move_paper, by=1),
    "paper-place": _place_paper,
    "paper-copy": _slug(papers.copy_paper),
    "paper-retire": _slug(papers.retire_paper),
    "paper-restore": _slug(papers.restore_paper),
    "step-up": _slug(steps.move_step, "key", by=-1),
    "step-down": _slug(steps.move_step, "key", by=1),
    "step-remove": _slug(steps.remove_step, "key"),
}


def edit_of(bench: Bench, sent: str) -> Edit | None:
    """The edit a button stands for ("field-up alasan"); None for a word that is none."""
    sent_words = [*sent[:300].split(" "), "", "", ""]
    word, words = sent_words[0], sent_words[1:]
    if word == "clause-remove":
        return _without_clause(bench, words)
    act = ACTS.get(word)
    return act(words) if act else None


def _without_clause(bench: Bench, words: Words) -> Edit | None:
    """``words``: "field:alasan", and the number of the clause in its condition."""
    word, _colon, slug = words[0].partition(":")
    section, number = _SECTIONS.get(word), words[1]
    row = (bench.fields if section == "fields" else bench.papers).get(slug)
    if section is None or row is None or not number.isdecimal():
        return None
    pairs = conditions.clauses_of(row.get(conditions.KEYS[section]))
    if int(number) >= len(pairs):
        return None
    field, value = pairs[int(number)]
    return partial(conditions.remove_clause, section=section, slug=slug, field=field, value=value)
