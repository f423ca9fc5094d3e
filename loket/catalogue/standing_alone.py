"""A source that is sure to compile to a given definition: what the shared sections say otherwise is written out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from loket.catalogue.compiling import all_fields, compile_service

Row = Mapping[str, Any]

_COMPILED = frozenset({"fields", "documents", "outputs", "topics"})


def faithful(source: Row | None, definition: Row, shared: Row) -> dict[str, Any]:
    """``source`` while it still compiles to ``definition`` with ``shared``; else the same with less by name.

    Rows that the shared sections would make different today are written out in full, so that a file or the
    next draft says what residents really get.
    """
    if source is not None and _compiled(source, shared) == definition:
        return dict(source)
    written = {key: value for key, value in definition.items() if key not in _COMPILED}
    if definition.get("topics") != list(shared.get("topics") or ()):
        written["topics"] = definition.get("topics") or []
    if source and source.get("retired"):
        written["retired"] = source["retired"]
    before = source or {}
    for part in ("outputs", "documents"):
        written[part] = _rows(part, before.get(part) or (), definition, shared)
    return written | _fields(before, definition, shared, written)


def _compiled(source: Row, shared: Row) -> dict[str, Any] | None:
    """What a source says now, or None where it names something that is not there any more."""
    try:
        return compile_service(source, shared)
    except KeyError:
        return None


def _rows(part: str, rows: Iterable[Any], definition: Row, shared: Row) -> list[Any]:
    """Outputs or papers: as named before where that says the same, else written out."""
    known = {row if isinstance(row, str) else row["slug"]: row for row in rows}
    found: list[Any] = []
    for wanted in definition[part]:
        slug = wanted["slug"]
        named = known.get(slug, slug if part == "outputs" else {"slug": slug})
        short = _shorter(named, wanted, shared) if part == "documents" else named
        same = compile_service({part: [short]}, shared)[part] == [wanted]
        found.append(short if same else _whole(part, wanted, shared))
    return found


def _shorter(named: Any, wanted: Row, shared: Row) -> Any:
    """The row of a paper with only what its shared part does not say."""
    if compile_service({"documents": [named]}, shared)["documents"] == [wanted]:
        return named
    common = (shared.get("documents") or {}).get(wanted["slug"]) or {}
    row = {key: value for key, value in wanted.items() if key == "slug" or common.get(key) != value}
    row |= {key: None for key in common if key not in wanted}
    row["alternatives"] = [
        one["slug"]
        if compile_service({"documents": [{"slug": "x", "alternatives": [one["slug"]]}]}, shared)[
            "documents"
        ][0]["alternatives"]
        == [one]
        else one
        for one in wanted.get("alternatives") or ()
    ]
    return row if row["alternatives"] else {key: one for key, one in row.items() if key != "alternatives"}


def _whole(part: str, wanted: Row, shared: Row) -> dict[str, Any]:
    common = ((shared.get(part) or {}).get(wanted["slug"]) or {}) if part == "documents" else {}
    return {**dict(wanted), **{key: None for key in common if key not in wanted}}


def _fields(before: Row, definition: Row, shared: Row, written: Row) -> dict[str, Any]:
    """The service's own questions, and which common ones it leaves out."""
    wanted = {row["slug"]: row for row in definition["fields"]}
    common = [row["slug"] for row in all_fields({}, shared)]
    absent = [slug for slug in common if slug not in wanted]
    made = {row["slug"]: row for row in compile_service({**written, "fields": []}, shared)["fields"]}
    own = [slug for slug in wanted if slug not in common or made.get(slug) != wanted[slug]]
    rest = [slug for slug in common if slug in wanted and slug not in own]
    if [*own, *rest] != list(wanted):
        own = list(wanted)
    known = {row["slug"]: row for row in before.get("fields") or ()}
    rows = [known.get(slug) or dict(wanted[slug]) for slug in own]
    trial = {**written, "fields": rows, "common_fields_exclude": absent}
    whole = {slug: dict(wanted[slug]) for slug in own}
    if _compiled(trial, shared) is None:
        rows = [whole[row["slug"]] if _alone(row, written, shared) is None else row for row in rows]
    compiled = {row["slug"]: row for row in compile_service({**trial, "fields": rows}, shared)["fields"]}
    rows = [row if compiled[row["slug"]] == wanted[row["slug"]] else whole[row["slug"]] for row in rows]
    return {"fields": rows, **({"common_fields_exclude": absent} if absent else {})}


def _alone(row: Row, written: Row, shared: Row) -> dict[str, Any] | None:
    return _compiled({**written, "fields": [row]}, shared)
