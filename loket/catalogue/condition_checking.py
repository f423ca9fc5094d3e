"""What can be wrong with conditions: things that are not there, circles, papers that nobody would ever be asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from loket.catalogue.compiling import all_fields, choices_of
from loket.catalogue.problems import Found, part_of
from loket.catalogue.yaml_reading import Path
from loket.foundation.formkit.conditions import Condition

Row = Mapping[str, Any]


def condition_problems(path: Path, service: Row, data: Row) -> Iterator[Found]:
    """Conditions that name questions or options which are not there."""
    fields = {row["slug"]: row for row in all_fields(service, data)}
    for part in ("fields", "documents"):
        for number, row in enumerate(service.get(part) or ()):
            for key in ("show_if", "when", "required_if"):
                if key in row:
                    yield from _condition((*path, part, number, key), row[key], fields, data, service)
    yield from _of_outputs(path, service, fields, data)
    yield from _of_visit(path, service, fields, data)
    for number, row in enumerate(service.get("fields") or ()):
        source = row.get("derived_from")
        if source and (source not in fields or fields[source].get("type") != "date"):
            sentence = part_of(_("“{part}” bukan isian tanggal di layanan ini."), str(source))
            yield (*path, "fields", number, "derived_from"), sentence


def _of_outputs(path: Path, service: Row, fields: Mapping[str, Row], data: Row) -> Iterator[Found]:
    named = {one if isinstance(one, str) else one["slug"] for one in service.get("outputs") or ()}
    for slug, row in dict(service.get("output_when") or {}).items():
        here = (*path, "output_when", slug)
        if slug not in named:
            yield here, part_of(_("Dokumen terbit “{part}” tidak ada di daftar."), slug)
        yield from _condition(here, row, fields, data, service)


def _of_visit(path: Path, service: Row, fields: Mapping[str, Row], data: Row) -> Iterator[Found]:
    visit = service.get("visit") or {}
    for key in ("if", "skip_if"):
        row = visit.get(key)
        if row is None:
            continue
        if not isinstance(row.get("field"), str) or not isinstance(row.get("in"), list):
            yield (*path, "visit", key), _("Syarat harus berbentuk {field, in: [...]} atau {any: [...]}.")
        else:
            yield from _condition((*path, "visit", key), row, fields, data, service)


def _condition(path: Path, row: Row, fields: Mapping[str, Row], data: Row, service: Row) -> Iterator[Found]:
    condition = Condition.read(row)
    for clause in condition.clauses if condition else ():
        field = fields.get(clause.field)
        if field is None:
            yield path, part_of(_("Syarat menyebut isian “{part}” yang tidak ada."), clause.field)
            continue
        allowed = _known_answers(field, data, service)
        for value in clause.values:
            if allowed is not None and value not in allowed:
                yield path, part_of(_("Syarat menyebut pilihan “{part}” yang tidak ada."), _written(value))


def _known_answers(field: Row, data: Row, service: Row) -> frozenset[object] | None:
    """Every answer a question can ever have, whatever this service narrows; None where it is free."""
    if field.get("type") == "boolean":
        return frozenset({True, False})
    if field.get("type") != "choice" or "choices_source" in field or field.get("slug") == "penyelesaian":
        return None  # each service offers its own part of the ways to receive
    whole = {**field, "only": None, "exclude": ()}
    return frozenset(one["value"] for one in choices_of(whole, data, service))


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def cycle_problems(path: Path, service: Row, data: Row) -> Iterator[Found]:
    """Questions that would have to be answered before they are asked."""
    leads = {row["slug"]: _looks_at(row) for row in all_fields(service, data)}
    for number, row in enumerate(service.get("fields") or ()):
        if _reaches(row["slug"], row["slug"], leads):
            sentence = part_of(_("Syarat isian “{part}” berputar kembali ke dirinya sendiri."), row["slug"])
            yield (*path, "fields", number), sentence


def _looks_at(row: Row) -> frozenset[str]:
    condition = Condition.read(row.get("show_if"))
    derived = frozenset({row["derived_from"]}) if row.get("derived_from") else frozenset()
    return (condition.fields if condition else frozenset()) | derived


def _reaches(start: str, goal: str, leads: Mapping[str, frozenset[str]]) -> bool:
    waiting, seen = list(leads.get(start, ())), set[str]()
    while waiting:
        slug = waiting.pop()
        if slug == goal:
            return True
        if slug not in seen:
            seen.add(slug)
            waiting.extend(leads.get(slug, ()))
    return False


def impossible_papers(path: Path, service: Row, data: Row) -> Iterator[Found]:
    """Papers and own questions whose condition no answer can ever meet: nobody would be asked for them."""
    possible = _Possible(service, data)
    if possible.goes_round:
        return  # said by ``cycle_problems``
    for number, row in enumerate(service.get("documents") or ()):
        if row.get("when") and not possible.holds(row["when"]):
            sentence = _(
                "Persyaratan “{part}” tidak pernah diminta dari siapa pun: syaratnya tidak mungkin terpenuhi."
            )
            yield (*path, "documents", number, "when"), part_of(sentence, row["slug"])
    for number, row in enumerate(service.get("fields") or ()):
        if row.get("show_if") and not possible.holds(row["show_if"]):
            sentence = _("Isian “{part}” tidak pernah ditanyakan: syaratnya tidak mungkin terpenuhi.")
            yield (*path, "fields", number, "show_if"), part_of(sentence, row["slug"])


class _Possible:
    """Which answers the questions of one service can have, following conditions of conditions."""

    def __init__(self, service: Row, data: Row) -> None:
        self.service, self.data = service, data
        self.fields = {row["slug"]: row for row in all_fields(service, data)}
        leads = {slug: _looks_at(row) for slug, row in self.fields.items()}
        self.goes_round = any(_reaches(slug, slug, leads) for slug in leads if leads[slug])
        self._asked: dict[str, bool] = {}

    def holds(self, row: Row) -> bool:
        """Whether some answers meet the condition; the questions it looks at follow each other without a circle."""
        condition = Condition.read(row)
        clauses = condition.clauses if condition else ()
        return any(
            self._is_asked(clause.field) and self._can(clause.field, clause.values) for clause in clauses
        )

    def _is_asked(self, slug: str) -> bool:
        if slug not in self._asked:
            row = self.fields.get(slug)
            condition = row.get("show_if") if row else None
            self._asked[slug] = row is not None and (not condition or self.holds(condition))
        return self._asked[slug]

    def _can(self, slug: str, values: tuple[object, ...]) -> bool:
        field = self.fields[slug]
        if field.get("type") == "boolean":
            return any(isinstance(value, bool) for value in values)
        if field.get("type") == "person-list":
            return False
        if field.get("type") != "choice" or "choices_source" in field:
            return True
        offered = {one["value"] for one in choices_of(field, self.data, self.service)}
        return any(value in offered for value in values)
