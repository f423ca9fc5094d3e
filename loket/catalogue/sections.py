"""The shared sections of a catalogue file ↔ the rows in which a dinas keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

#: Sections written as a list, and the name of an entry in them; the others map names to entries.
LISTED: Mapping[str, str] = {
    "life_events": "key",
    "topics": "key",
    "common_fields": "slug",
    "shared_fields": "slug",
    "reasons": "slug",
}
#: Every shared section, in the order of the file.
SECTIONS = (
    "categories",
    "life_events",
    "topics",
    "outputs",
    "common_fields",
    "shared_fields",
    "choice_lists",
    "person_item_fields",
    "documents",
    "reasons",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of a shared section."""

    section: str
    slug: str
    position: int
    definition: Any


def parts_of(data: Mapping[str, Any]) -> Iterator[Part]:
    """The entries of a file's shared sections, in its order."""
    for section in SECTIONS:
        rows = data.get(section) or ()
        name = LISTED.get(section)
        if name is None:
            pairs = list(rows.items()) if isinstance(rows, Mapping) else []
        else:
            pairs = [(row[name], {key: row[key] for key in row if key != name}) for row in rows]
        for position, (slug, definition) in enumerate(pairs, start=1):
            yield Part(section, slug, position, definition)


def data_of(parts: Iterable[Part]) -> dict[str, Any]:
    """The shared sections as a catalogue file has them; empty ones too, ``services`` left out."""
    data: dict[str, Any] = {section: [] if section in LISTED else {} for section in SECTIONS}
    for part in sorted(parts, key=lambda one: (one.section, one.position)):
        name = LISTED.get(part.section)
        if name is None:
            data[part.section][part.slug] = part.definition
        else:
            data[part.section].append({name: part.slug, **part.definition})
    return data
