"""Which services use a shared part: shown beside it, and the reason why it is not put aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .compiling import whole_field
from .editing import Row
from .models import Section


def uses_part(source: Row, section: str, slug: str, shared: Row) -> bool:
    """Whether a source names the part of a section."""
    fields = [whole_field(row, shared) for row in source.get("fields") or ()]
    if section == Section.COMMON_FIELDS:
        return slug not in (source.get("common_fields_exclude") or ())
    if section == Section.SHARED_FIELDS:
        return any(row.get("shared") and row["slug"] == slug for row in source.get("fields") or ())
    if section == Section.CHOICE_LISTS:
        return any(name == slug for name in _lists(fields, shared))
    if section == Section.DOCUMENTS:
        return any(
            slug in (row["slug"], *(row.get("alternatives") or ())) for row in source.get("documents") or ()
        )
    if section == Section.OUTPUTS:
        return slug in (source.get("outputs") or ())
    if section == Section.PERSON_FIELDS:
        return any(slug == name.rstrip("?") for row in fields for name in row.get("item_fields") or ())
    return False


def titles_using(
    sources: Mapping[str, Row], section: str, slug: str, shared: Row
) -> Iterator[tuple[str, str]]:
    """Code and title of every service that uses the part."""
    for code, source in sources.items():
        if uses_part(source, section, slug, shared):
            yield code, str(source.get("title_id") or source.get("name_id") or code)


def shared_uses(section: str, slug: str, shared: Row) -> list[str]:
    """Shared parts that use a choice list: questions and questions about persons, by their own words."""
    if section != Section.CHOICE_LISTS:
        return []
    rows: list[Mapping[str, Any]] = [
        *(shared.get("shared_fields") or ()),
        *(shared.get("common_fields") or ()),
        *(row for row in (shared.get("person_item_fields") or {}).values() if isinstance(row, Mapping)),
    ]
    return [str(row.get("label_id")) for row in rows if row.get("choices_ref") == slug]


def _lists(fields: list[Row], shared: Row) -> Iterator[str]:
    known = shared.get("person_item_fields") or {}
    for row in fields:
        if row.get("choices_ref"):
            yield str(row["choices_ref"])
        for name in row.get("item_fields") or ():
            item = known.get(name.rstrip("?"))
            if isinstance(item, Mapping) and item.get("choices_ref"):
                yield str(item["choices_ref"])
