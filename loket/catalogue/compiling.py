"""A service as written → a complete definition that stands alone: nothing in it refers elsewhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from loket.foundation.formkit.conditions import Condition

Row = Mapping[str, Any]

#: Parts of a source that are written anew, have done their work, or (``retired``) are only for administrators.
NOT_COMPILED = frozenset({"fields", "documents", "outputs", "topics", "common_fields_exclude", "retired"})

#: Dates that lie ahead, for files that do not say ``timing``: expiry may be past or future, a visit is ahead.
_EXPIRY = ("_berlaku",)
_AHEAD = ("jadwal_", "tgl_rekam", "tgl_kunjungan", "rencana_")


def compile_service(service: Row, shared: Row) -> dict[str, Any]:
    """The definition kept in a ServiceVersion; equal input gives equal output."""
    definition = {key: value for key, value in service.items() if key not in NOT_COMPILED}
    definition["outputs"] = [_output(one, shared) for one in service.get("outputs") or ()]
    definition["documents"] = [_paper(row, shared) for row in service.get("documents") or ()]
    definition["fields"] = _without_dead_conditions(
        [_field(row, shared, service) for row in all_fields(service, shared)]
    )
    topics = service.get("topics")
    definition["topics"] = list((shared.get("topics") or ()) if topics is None else topics)
    return definition


def _without_dead_conditions(fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A common field required by the answer of another one that this service left out is not required."""
    slugs = {field["slug"] for field in fields}
    for field in fields:
        condition = Condition.read(field.get("required_if"))
        if condition is not None and condition.fields.isdisjoint(slugs):
            del field["required_if"]
    return fields


def checksum(definition: Row) -> str:
    """SHA-256 of a definition in canonical JSON: equal text, equal form."""
    canonical = json.dumps(definition, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def all_fields(service: Row, shared: Row) -> Iterator[Row]:
    """The service's own fields and the common ones it takes, in the order they are kept."""
    excluded = set(service.get("common_fields_exclude") or ())
    own = {row["slug"] for row in service.get("fields") or ()}
    yield from (whole_field(row, shared) for row in service.get("fields") or ())
    for row in shared.get("common_fields") or ():
        if row["slug"] not in excluded | own:
            yield row


def whole_field(row: Row, shared: Row) -> Row:
    """A field as written, or with ``shared: true`` the shared question of that name and what the row changes.

    An unknown name gives the row alone, which the catalogue's check refuses.
    """
    if not row.get("shared"):
        return row
    known: Row = next((one for one in shared.get("shared_fields") or () if one["slug"] == row["slug"]), {})
    merged = {**known, **row}
    return {key: value for key, value in merged.items() if key != "shared" and value is not None}


def choices_of(row: Row, shared: Row, service: Row) -> Sequence[Row]:
    """The options a choice field really offers."""
    listed = row.get("choices")
    if listed is None:
        listed = (shared.get("choice_lists") or {}).get(row.get("choices_ref"), {})
        listed = listed.get("options", ()) if isinstance(listed, Mapping) else listed
    only, exclude = row.get("only"), set(row.get("exclude") or ())
    if row.get("choices_ref") == "penyelesaian" and only is None:
        only = service.get("delivery")
    return [one for one in listed if one["value"] not in exclude and (only is None or one["value"] in only)]


def _field(row: Row, shared: Row, service: Row) -> dict[str, Any]:
    field = {key: value for key, value in row.items() if key not in {"only", "exclude", "note"}}
    _with_example(field)
    if row["type"] == "choice" and "choices_source" not in row:
        field["choices"] = list(choices_of(row, shared, service))
        field.pop("choices_ref", None)
    if row["type"] == "date" and "timing" not in row:
        field["timing"] = timing_of(row["slug"])
    if row["type"] == "person-list":
        field["items"] = list(_items(row, shared, service))
    return field


def _with_example(field: dict[str, Any]) -> None:
    """The example an administrator wrote stands behind the help, as residents read it."""
    for language, word in (("id", "Contoh"), ("en", "Example")):
        example = field.pop(f"example_{language}", "")
        if example:
            help_ = str(field.get(f"help_{language}") or "").rstrip()
            stop = "" if not help_ or help_[-1] in ".!?" else "."
            field[f"help_{language}"] = f"{help_}{stop} {word}: {example}".strip()


def timing_of(slug: str) -> str:
    """Which dates a question allows that does not say so: "past", "coming" or "any", by its name."""
    if slug.endswith(_EXPIRY) or slug in {"tgl_mulai", "tgl_selesai"}:
        return "any"
    return "coming" if slug.startswith(_AHEAD) else "past"


def _items(row: Row, shared: Row, service: Row) -> Iterator[dict[str, Any]]:
    if "items" in row:  # written out here instead of named
        yield from (_field(item, shared, service) for item in row["items"])
        return
    known = shared.get("person_item_fields") or {}
    names = list(row.get("item_fields") or ())
    if "kewarganegaraan" in names and not any(name.startswith("paspor_nomor") for name in names):
        names.append("paspor_nomor")  # a foreigner shows a passport in place of the NIK
    for name in names:
        slug = name.rstrip("?")
        item = {"slug": slug, **known[slug]}
        if name.endswith("?"):
            item["required"] = False
        yield _field(item, shared, service)


def _paper(row: Row, shared: Row) -> dict[str, Any]:
    known = (shared.get("documents") or {}).get(row["slug"]) or {}
    paper = {key: value for key, value in {**known, **row}.items() if value is not None}
    paper["alternatives"] = [_alternative(one, shared) for one in row.get("alternatives") or ()]
    paper.pop("note", None)
    return paper


def _alternative(one: str | Row, shared: Row) -> dict[str, Any]:
    """Named in the shared papers, or written out."""
    if not isinstance(one, str):
        return dict(one)
    known = (shared.get("documents") or {}).get(one) or {}
    return {"slug": one, **{key: known[key] for key in ("label_id", "label_en") if key in known}}


def _output(one: str | Row, shared: Row) -> dict[str, Any]:
    """Named in the shared outputs, or written out."""
    if not isinstance(one, str):
        return dict(one)
    return {"slug": one, **((shared.get("outputs") or {}).get(one) or {})}
