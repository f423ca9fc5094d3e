"""Whether a catalogue file has the shape of one: lists where lists belong, names where rows need names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from loket.catalogue.kind_checking import kind_problems
from loket.catalogue.problems import Found, part_of
from loket.catalogue.sections import LISTED, SECTIONS
from loket.catalogue.yaml_reading import Path

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,59}")
#: No country has more.
MOST_SERVICES = 500


def shape_problems(data: Any) -> Iterator[Found]:
    """Whatever would make asking further questions of the data impossible."""
    if not isinstance(data, Mapping) or not isinstance(data.get("services"), list):
        yield (), _("Berkas ini bukan katalog: daftar “services” tidak ada.")
        return
    if len(data["services"]) > MOST_SERVICES:
        yield ("services",), _("Terlalu banyak layanan.")
        return
    yield from kind_problems((), data)
    shared = list(_shape_of_shared(data))
    yield from shared
    if not shared:
        yield from _shared_names(data)
    for number, service in enumerate(data["services"]):
        path: Path = ("services", number)
        if not isinstance(service, Mapping) or not isinstance(service.get("code"), str):
            yield path, _("Layanan tanpa “code”.")
            continue
        yield from service_shape_problems(path, service)


def service_shape_problems(path: Path, service: Mapping[str, Any]) -> Iterator[Found]:
    """The shape of one service."""
    for part in ("fields", "documents"):
        yield from _rows((*path, part), service.get(part), "slug")
    for part in ("steps", "topics"):
        yield from _rows((*path, part), service.get(part) or [], "key")
    yield from _retired(path, service.get("retired"))
    conditions = service.get("output_when") or {}
    if not isinstance(conditions, Mapping) or not all(map(_is_condition, conditions.values())):
        yield (*path, "output_when"), _("Syarat harus berbentuk {field, in: [...]} atau {any: [...]}.")
    if not _is_named(service.get("outputs") or []):
        yield (*path, "outputs"), part_of(_("“{part}” harus berupa daftar kata."), "outputs")
    for part in ("delivery", "common_fields_exclude"):
        if not _is_words(service.get(part) or []):
            yield (*path, part), part_of(_("“{part}” harus berupa daftar kata."), part)


def _retired(path: Path, retired: Any) -> Iterator[Found]:
    if retired is None:
        return
    if not isinstance(retired, Mapping):
        yield (*path, "retired"), part_of(_("“{part}” harus berupa pasangan nama dan isi."), "retired")
        return
    for section, rows in retired.items():
        yield from _rows((*path, "retired", section), rows, "slug")


def _shape_of_shared(data: Mapping[str, Any]) -> Iterator[Found]:
    yield from _rows(("common_fields",), data.get("common_fields") or [], "slug")
    yield from _rows(("shared_fields",), data.get("shared_fields") or [], "slug")
    yield from _rows(("topics",), data.get("topics") or [], "key")
    yield from _rows(("life_events",), data.get("life_events") or [], "key")
    yield from _rows(("reasons",), data.get("reasons") or [], "slug")
    for part in ("choice_lists", "documents", "outputs", "person_item_fields", "categories"):
        if not isinstance(data.get(part) or {}, Mapping):
            yield (part,), part_of(_("“{part}” harus berupa pasangan nama dan isi."), part)
    for part in ("documents", "outputs", "categories", "person_item_fields"):
        for slug, row in _pairs(data, part):
            if not isinstance(row, Mapping):
                yield (part, slug), _("Bagian ini harus berupa pasangan nama dan isi.")
            else:
                yield from _rows_inside((part, slug), row)
    for name, one in _pairs(data, "choice_lists"):
        options = one.get("options") if isinstance(one, Mapping) else None
        yield from _rows(("choice_lists", name, "options"), options, "value")


def _shared_names(data: Mapping[str, Any]) -> Iterator[Found]:
    """Entries of shared sections: each name once, and short enough to be kept."""
    for section in SECTIONS:
        rows, name = data.get(section) or (), LISTED.get(section)
        named: list[tuple[Path, str]]
        if name is None:
            named = [((section, slug), slug) for slug in rows] if isinstance(rows, Mapping) else []
        else:
            named = [((section, place, name), row[name]) for place, row in enumerate(rows)]
        seen: set[str] = set()
        for path, slug in named:
            if not _NAME.fullmatch(slug):
                yield (
                    path,
                    part_of(_("Nama “{part}” hanya huruf kecil, angka, dan garis; paling banyak 60."), slug),
                )
            if slug in seen:
                yield path, part_of(_("“{part}” tertulis dua kali."), slug)
            seen.add(slug)


def _pairs(data: Mapping[str, Any], part: str) -> list[tuple[str, Any]]:
    value = data.get(part)
    return list(value.items()) if isinstance(value, Mapping) else []


def _rows(path: Path, rows: Any, key: str) -> Iterator[Found]:
    if not isinstance(rows, list):
        yield path, part_of(_("“{part}” harus berupa daftar."), str(path[-1]))
        return
    for number, row in enumerate(rows):
        if not isinstance(row, Mapping) or not isinstance(row.get(key), str):
            yield (*path, number), part_of(_("Baris tanpa “{part}”."), key)
        elif key != "value":
            yield from _rows_inside((*path, number), row)


def _rows_inside(path: Path, row: Mapping[str, Any]) -> Iterator[Found]:
    if "choices" in row:
        yield from _rows((*path, "choices"), row["choices"], "value")
    if "items" in row:
        yield from _rows((*path, "items"), row["items"], "slug")
    if "alternatives" in row and not _is_named(row["alternatives"]):
        yield (*path, "alternatives"), part_of(_("“{part}” harus berupa daftar kata."), "alternatives")
    for part in ("only", "exclude", "item_fields", "fields"):
        if part in row and not _is_words(row[part]):
            yield (*path, part), part_of(_("“{part}” harus berupa daftar kata."), part)
    for part in ("when", "show_if", "required_if"):
        if part in row and not _is_condition(row[part]):
            yield (*path, part), _("Syarat harus berbentuk {field, in: [...]} atau {any: [...]}.")


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_named(value: Any) -> bool:
    """Words, or rows with a name where something is written out."""
    return isinstance(value, list) and all(
        isinstance(one, str) or (isinstance(one, Mapping) and isinstance(one.get("slug"), str))
        for one in value
    )


def _is_condition(value: Any) -> bool:
    if not isinstance(value, Mapping):
        return False
    parts = value.get("any", [value])
    return (
        isinstance(parts, list)
        and bool(parts)
        and all(
            isinstance(part, Mapping)
            and isinstance(part.get("field"), str)
            and isinstance(part.get("in"), list)
            and bool(part["in"])
            for part in parts
        )
    )
