"""What a service was written like, references by name: the other way round than compiling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loket.catalogue.compiling import all_fields, choices_of, compile_service
from loket.catalogue.standing_alone import faithful

Row = Mapping[str, Any]
#: Parts of a definition that its source does not have.
_COMPILED_ONLY = frozenset({"topics", "fields", "documents", "outputs"})


def written_back(definition: Row, shared: Row) -> dict[str, Any]:
    """A source that compiles to ``definition``, naming what is the same in the shared sections ``shared``.

    For versions made before sources were kept. What the dinas has changed in a shared part since then stays
    in the service's own rows.
    """
    source = {key: value for key, value in definition.items() if key not in _COMPILED_ONLY}
    source["outputs"] = [row["slug"] for row in definition.get("outputs", ())]
    source["documents"] = [_paper(row, shared) for row in definition["documents"]]
    common = {row["slug"]: row for row in all_fields({}, shared)}
    compiled = {row["slug"]: row for row in compile_service({**source, "fields": []}, shared)["fields"]}
    kept = [row for row in definition["fields"] if row != compiled.get(row["slug"])]
    source["fields"] = [_field(row, shared) for row in kept]
    present = {row["slug"] for row in definition["fields"]}
    source["common_fields_exclude"] = [slug for slug in common if slug not in present]
    short = {key: value for key, value in source.items() if value not in ([], None)}
    return faithful(short, definition, shared)


def _paper(row: Row, shared: Row) -> dict[str, Any]:
    known = (shared.get("documents") or {}).get(row["slug"]) or {}
    paper = {key: value for key, value in row.items() if known.get(key) != value or key == "slug"}
    paper["alternatives"] = [one["slug"] for one in row.get("alternatives", ())]
    if not paper["alternatives"]:
        del paper["alternatives"]
    return paper


def _field(row: Row, shared: Row) -> dict[str, Any]:
    field = {key: value for key, value in row.items() if key != "items"}
    if "choices" in field:
        name = _list_with(field["choices"], shared)
        if name:
            field["choices_ref"] = name
            values = [one["value"] for one in field.pop("choices")]
            whole = [one["value"] for one in choices_of({"choices_ref": name}, shared, {})]
            if values != whole:
                field["only"] = values
    return field


def _list_with(choices: list[Row], shared: Row) -> str:
    """A shared list that holds these options in this order, or nothing."""
    for name, one in (shared.get("choice_lists") or {}).items():
        options = [option for option in one["options"] if option in choices]
        if options == choices:
            return str(name)
    return ""
