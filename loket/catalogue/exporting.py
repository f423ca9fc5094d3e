"""What a dinas offers → one catalogue file to review, edit by hand or take elsewhere; ``loading`` takes it back.

The same catalogue always gives the same bytes: names stand in a fixed order, shared sections by the alphabet
where their order means nothing, and only what the services use. A file says what residents get: where a shared
part was changed after a service was published, that service stands there written out (``standing_alone``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from loket.catalogue.sections import LISTED, SECTIONS
from loket.catalogue.standing_alone import faithful
from loket.catalogue.yaml_writing import write_yaml

Row = Mapping[str, Any]

#: First lines of every file.
HEADER = """\
# Katalog layanan. Periksa dengan: loket catalogue check <berkas>
# A catalogue of services. Check it with: loket catalogue check <file>
"""
#: Names in the order people expect them; all others follow by the alphabet.
ORDER = (
    "code", "slug", "key", "value", "field", "in", "shared", "type", "required",
    "label_id", "label_en", "title_id", "title_en", "name_id", "name_en", "for_whom_id", "for_whom_en",
    "category", "life_event", "icon", "kind", "format", "choices_ref", "only", "exclude", "choices",
    "requirement", "condition_id", "condition_en", "question_id", "question_en", "when", "show_if",
    "required_if", "help_id", "help_en",
    "outputs", "delivery", "presence", "mode", "reason_id", "reason_en", "visit", "processed_by", "verify",
    "process", "approve", "sign", "hand_over", "routing", "sla", "target", "unit", "fee_idr", "legal_basis",
    "subject_id", "subject_en", "documents", "steps", "fields", "item_fields", "items", "options",
)  # fmt: skip
_RANK = {name: number for number, name in enumerate(ORDER)}


def as_text(services: Iterable[tuple[Row | None, Row]], shared: Row) -> str:
    """The file for these services, each its source (or None) and its definition; ``shared``: the dinas' parts."""
    return HEADER + write_yaml(as_data(services, shared))


def as_data(services: Iterable[tuple[Row | None, Row]], shared: Row) -> dict[str, Any]:
    """The content of the file."""
    rows = [ordered(faithful(source, definition, shared)) for source, definition in services]
    used = _used(rows, shared)
    data: dict[str, Any] = {}
    for section in SECTIONS:
        part = shared.get(section) or ()
        if section in LISTED:
            kept = [row for row in part if section != "shared_fields" or row["slug"] in used[section]]
            data[section] = [ordered(row) for row in kept]
        elif isinstance(part, Mapping):
            names = sorted(name for name in part if section == "categories" or name in used[section])
            data[section] = {name: ordered(part[name]) for name in names}
    return {**{name: part for name, part in data.items() if part}, "services": rows}


def ordered(value: Any) -> Any:
    """The same value with the names of every mapping in order."""
    if isinstance(value, Mapping):
        names = sorted(value, key=lambda name: (_RANK.get(name, len(_RANK)), name))
        return {name: ordered(value[name]) for name in names}
    return [ordered(one) for one in value] if isinstance(value, list | tuple) else value


def _used(rows: list[dict[str, Any]], shared: Row) -> dict[str, set[str]]:
    """Names in the shared sections that the services, or parts they use, speak of."""
    questions = {row["slug"]: row for row in shared.get("shared_fields") or ()}
    people = shared.get("person_item_fields") or {}
    used: dict[str, set[str]] = {
        section: set()
        for section in (
            "shared_fields",
            "choice_lists",
            "person_item_fields",
            "documents",
            "outputs",
            "categories",
        )
    }
    for row in rows:
        used["outputs"] |= {one for one in row.get("outputs") or () if isinstance(one, str)}
        for paper in row.get("documents") or ():
            used["documents"] |= set(_papers_of(paper))
        for field in row.get("fields") or ():
            if field.get("shared"):
                used["shared_fields"].add(field["slug"])
    own = [field for row in rows for part in _field_rows(row) for field in part]
    fields = [*own, *(shared.get("common_fields") or ()), *(questions[one] for one in used["shared_fields"])]
    for field in fields:
        used["person_item_fields"] |= set(_people_of(field, people))
    fields += [item for field in fields for item in field.get("items") or ()]
    fields += [people[one] for one in used["person_item_fields"] if isinstance(people.get(one), Mapping)]
    used["choice_lists"] |= {field["choices_ref"] for field in fields if field.get("choices_ref")}
    return used


def _field_rows(row: Row) -> Iterator[Iterable[Row]]:
    yield row.get("fields") or ()
    yield (row.get("retired") or {}).get("fields") or ()


def _papers_of(paper: Row) -> Iterator[str]:
    yield paper["slug"]
    yield from (one for one in paper.get("alternatives") or () if isinstance(one, str))


def _people_of(field: Row, known: Row) -> Iterator[str]:
    names = [] if "items" in field else [name.rstrip("?") for name in field.get("item_fields") or ()]
    yield from names
    if "kewarganegaraan" in names and "paspor_nomor" in known:
        yield "paspor_nomor"  # compiling adds it
