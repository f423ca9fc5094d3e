"""Versions → a catalogue file again, so that an office can take its services elsewhere or edit them by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

Row = Mapping[str, Any]


class _PlainDumper(yaml.SafeDumper):
    """Writes the same thing twice rather than with anchors, which the reader refuses."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def as_text(definitions: Iterable[Row]) -> str:
    """The YAML text of a catalogue with these services; ``loading.read`` takes it back."""
    content = as_data(definitions)
    return yaml.dump(content, Dumper=_PlainDumper, sort_keys=False, allow_unicode=True, width=110)


def as_data(definitions: Iterable[Row]) -> dict[str, Any]:
    """The content of the file: every service complete, shared parts collected."""
    shared: dict[str, Any] = {
        "topics": [], "outputs": {}, "documents": {}, "person_item_fields": {}, "services": []
    }  # fmt: skip
    for definition in definitions:
        shared["topics"] = definition.get("topics") or shared["topics"]
        shared["services"].append(_service(definition, shared))
    return shared


def _service(definition: Row, shared: dict[str, Any]) -> dict[str, Any]:
    service = {key: value for key, value in definition.items() if key != "topics"}
    service["outputs"] = [_remember(output, shared["outputs"]) for output in definition.get("outputs", ())]
    service["documents"] = [_paper(paper, shared) for paper in definition["documents"]]
    service["fields"] = [_field(field, shared) for field in definition["fields"]]
    return service


def _paper(paper: Row, shared: dict[str, Any]) -> dict[str, Any]:
    row = dict(paper)
    row["alternatives"] = [_remember(one, shared["documents"]) for one in paper.get("alternatives", ())]
    shared["documents"].setdefault(paper["slug"], {"label_id": paper["label_id"]})
    return row


def _field(field: Row, shared: dict[str, Any]) -> dict[str, Any]:
    row = {key: value for key, value in field.items() if key != "items"}
    for item in field.get("items", ()):
        known = {key: value for key, value in item.items() if key != "slug"}
        asked = f"{item['slug']}?" in field["item_fields"]
        shared["person_item_fields"].setdefault(
            item["slug"], {**known, "required": asked or item["required"]}
        )
    return row


def _remember(row: Row, known: dict[str, Any]) -> str:
    slug: str = row["slug"]
    known.setdefault(slug, {key: value for key, value in row.items() if key != "slug"})
    return slug
