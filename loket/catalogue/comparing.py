"""Two definitions of a service → what changed, in plain sentences with what stood before beside what stands now.

Whatever differs is said: what no rule below knows is named by its word in the file (``_rest``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from loket.catalogue.comparing_rows import FIELD, PAPER, Attribute
from loket.catalogue.comparing_service import rest, service_parts
from loket.catalogue.condition_words import label_of, question_of
from loket.foundation.formkit.definition import FormDefinition

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``kind``: added, removed, changed or moved; ``element``: "field:alasan", "part:sla"."""

    kind: str
    element: str
    sentence: str
    before: str = ""
    after: str = ""


class Side:
    """One of the two definitions with its screens."""

    def __init__(self, definition: Row | None) -> None:
        self.definition: Row = definition or {"fields": [], "documents": []}
        self.fields = {row["slug"]: row for row in self.definition["fields"]}
        self.papers = {row["slug"]: row for row in self.definition["documents"]}

    @cached_property
    def steps(self) -> Mapping[str, tuple[int, str, str]]:
        """Slug → number of its screen (from 1), key and title; nothing where the definition makes no form."""
        if "code" not in self.definition:
            return {}
        try:
            groups = FormDefinition.from_data(self.definition).groups
        except (KeyError, ValueError, TypeError, AttributeError):
            return {}
        return {
            slug: (number, group.key, str(group.title))
            for number, group in enumerate(groups, start=1)
            for slug in group.slugs
        }

    def where(self, slug: str) -> str:
        """ "langkah 2 (Alasan)", or nothing for a question without a screen."""
        if slug not in self.steps:
            return ""
        number, _key, title = self.steps[slug]
        return _("langkah %(number)s (%(title)s)") % {"number": number, "title": title}


def compare(before: Row | None, after: Row) -> list[Change]:
    """Everything that differs, in the order of the form; empty when both are the same. None: there was nothing."""
    old, new = Side(before), Side(after)
    found = [
        *service_changes(old, new),
        *_rows(old, new, FIELD),
        *_moved(old, new),
        *_rows(old, new, PAPER),
    ]
    if not found and before != after:
        found = [Change("changed", "order:all", _("Urutan di dalam layanan ini diubah."))]
    return found


def service_changes(old: Side, new: Side) -> Iterator[Change]:
    """What differs beside questions and papers: names, outputs, deadlines, screens …"""
    for element, sentence, before, after in service_parts(old.definition, new.definition):
        yield Change("changed" if before else "added", element, sentence, before, after)
    for element, sentence, before, after in rest(old.definition, new.definition):
        yield Change("changed", element, sentence, before, after)


def _rows(old: Side, new: Side, kind: Attribute) -> Iterator[Change]:
    """Questions or papers that came, went or changed."""
    ours, theirs = (old.fields, new.fields) if kind is FIELD else (old.papers, new.papers)
    for slug, row in theirs.items():
        element = f"{kind.word}:{slug}"
        if slug not in ours:
            yield Change("added", element, _added(kind, row, new.where(slug)), "", kind.told(row, new.fields))
        elif ours[slug] != row:
            for sentence, before, after in kind.differences(ours[slug], row, (old.fields, new.fields)):
                yield Change("changed", element, sentence, before, after)
    for slug, row in ours.items():
        if slug not in theirs:
            sentence = _removed(kind, row, old.where(slug))
            yield Change("removed", f"{kind.word}:{slug}", sentence, kind.told(row, old.fields), "")


def _added(kind: Attribute, row: Row, where: str) -> str:
    if kind is PAPER:
        return _("Persyaratan “%(name)s” ditambah.") % {"name": label_of(row)}
    if not where:
        return _("Pertanyaan “%(name)s” ditambah.") % {"name": question_of(row)}
    return _("Pertanyaan “%(name)s” ditambah pada %(where)s.") % {"name": question_of(row), "where": where}


def _removed(kind: Attribute, row: Row, where: str) -> str:
    if kind is PAPER:
        return _("Persyaratan “%(name)s” dihapus.") % {"name": label_of(row)}
    if not where:
        return _("Pertanyaan “%(name)s” dihapus.") % {"name": question_of(row)}
    return _("Pertanyaan “%(name)s” dihapus dari %(where)s.") % {"name": question_of(row), "where": where}


def _moved(old: Side, new: Side) -> Iterator[Change]:
    """Questions on another screen or in another order, and papers in another order."""
    stayed = [slug for slug in new.fields if slug in old.fields]
    for slug in stayed:
        came, goes = old.steps.get(slug), new.steps.get(slug)
        if came and goes and came[1] != goes[1]:
            yield Change(
                "moved",
                f"field:{slug}",
                _("Pertanyaan “%(name)s” pindah ke %(where)s.")
                % {"name": question_of(new.fields[slug]), "where": new.where(slug)},
                old.where(slug),
                new.where(slug),
            )
    for fields, element, sentence in (
        ((old.fields, new.fields), "order:fields", _("Urutan pertanyaan diubah.")),
        ((old.papers, new.papers), "order:documents", _("Urutan persyaratan diubah.")),
    ):
        before, after = _common_order(*fields)
        if before != after:
            yield Change("moved", element, sentence, _listed(before, fields[0]), _listed(after, fields[1]))


def _common_order(old: Mapping[str, Row], new: Mapping[str, Row]) -> tuple[list[str], list[str]]:
    return [slug for slug in old if slug in new], [slug for slug in new if slug in old]


def _listed(slugs: Sequence[str], rows: Mapping[str, Row]) -> str:
    return "\n".join(f"{number}. {label_of(rows[slug])}" for number, slug in enumerate(slugs, start=1))


def elements_of(changes: Iterable[Change]) -> set[str]:
    """What was touched, without the order of things."""
    return {change.element for change in changes if not change.element.startswith("order:")}
