"""What can be wrong with one field of a catalogue file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from loket.catalogue.compiling import choices_of
from loket.catalogue.problems import Found, part_of
from loket.catalogue.yaml_reading import Path
from loket.foundation.formkit.questions import TYPES
from loket.foundation.formkit.values import FORMATS

#: Limits that no real form comes near.
MOST_CHOICES, LONGEST_LABEL = 400, 300
SOURCES = frozenset({"office.pickup_points", "office.recording_points", "office.ikd_points"})
SLUG = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_ALLOWED: Mapping[str, frozenset[str | int]] = {
    "timing": frozenset({"past", "coming", "any"}),
    "scope": frozenset({"office", "nation"}),
    "level": frozenset({2, 3, 4}),
}


def field_problems(
    path: Path, row: Mapping[str, Any], data: Mapping[str, Any], service: Mapping[str, Any]
) -> Iterator[Found]:
    """What is wrong with one field; ``service`` is empty for shared ones."""
    if not SLUG.fullmatch(row["slug"]) or len(row["slug"]) > 60:
        yield (*path, "slug"), _("Nama isian hanya huruf kecil, angka, dan garis bawah.")
    if row.get("type") not in TYPES:
        yield (*path, "type"), part_of(_("Jenis isian “{part}” tidak dikenal."), str(row.get("type")))
        return
    label = row.get("label_id")
    if not isinstance(label, str) or not label.strip() or len(label) > LONGEST_LABEL:
        yield path, part_of(_("Isian “{part}” tanpa pertanyaan (label_id) yang wajar."), row["slug"])
    for key, allowed in _ALLOWED.items():
        if key in row and row[key] not in allowed:
            yield (*path, key), part_of(_("Nilai “{part}” tidak dikenal di sini."), str(row[key]))
    yield from _format(path, row)
    if row["type"] == "choice":
        yield from _choice_field(path, row, data, service)
    if row["type"] == "person-list":
        yield from _people(path, row, data)


def _format(path: Path, row: Mapping[str, Any]) -> Iterator[Found]:
    if not row.get("format"):
        return
    kind, _colon, detail = str(row["format"]).partition(":")
    numbers = re.fullmatch(r"(\d{1,6}(?:\.\d+)?)-(\d{1,6}(?:\.\d+)?)", detail)
    good = kind in FORMATS and (
        (kind == "digits" and re.fullmatch(r"[1-9]\d?", detail) is not None)
        or (kind in {"int", "decimal"} and numbers is not None and float(numbers[1]) <= float(numbers[2]))
        or (kind in {"free", "time", "time-slot"} and not detail)
    )
    if not good:
        yield (*path, "format"), part_of(_("Bentuk isian “{part}” tidak dikenal."), str(row["format"]))


def _choice_field(
    path: Path, row: Mapping[str, Any], data: Mapping[str, Any], service: Mapping[str, Any]
) -> Iterator[Found]:
    source = row.get("choices_source")
    if source is not None and source not in SOURCES:
        yield (*path, "choices_source"), part_of(_("Sumber “{part}” tidak ada."), str(source))
    if source is not None:
        return
    if "choices" not in row and row.get("choices_ref") not in (data.get("choice_lists") or {}):
        sentence = part_of(_("Daftar pilihan “{part}” tidak ada."), str(row.get("choices_ref")))
        yield (*path, "choices_ref" if "choices_ref" in row else "slug"), sentence
        return
    if "choices" in row:
        yield from choice_problems((*path, "choices"), row["choices"])
    yield from _narrowing(path, row, data)
    if service and not choices_of(row, data, service):
        yield path, part_of(_("Isian “{part}” tidak punya pilihan."), row["slug"])


def _narrowing(path: Path, row: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Found]:
    listed = {one["value"] for one in choices_of({**row, "only": None, "exclude": ()}, data, {})}
    for key in ("only", "exclude"):
        for number, value in enumerate(row.get(key) or ()):
            if value not in listed:
                yield (*path, key, number), part_of(_("Pilihan “{part}” tidak ada di daftarnya."), value)


def choice_problems(path: Path, rows: list[Mapping[str, Any]]) -> Iterator[Found]:
    """What is wrong with a list of options."""
    if not rows or len(rows) > MOST_CHOICES:
        yield path, _("Daftar pilihan kosong atau terlalu panjang.")
    seen: set[str] = set()
    for number, row in enumerate(rows):
        if row["value"] in seen:
            yield (*path, number), part_of(_("Pilihan “{part}” tertulis dua kali."), row["value"])
        seen.add(row["value"])
        if not row.get("label_id"):
            yield (*path, number), part_of(_("Pilihan “{part}” tanpa tulisan (label_id)."), row["value"])


def _people(path: Path, row: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Found]:
    known = data.get("person_item_fields") or {}
    names = row.get("item_fields") or []
    if not names:
        yield path, part_of(_("Daftar orang “{part}” tanpa item_fields."), row["slug"])
    for number, name in enumerate(names):
        if not isinstance(known.get(name.rstrip("?")), Mapping):
            yield (*path, "item_fields", number), part_of(_("Isian orang “{part}” tidak ada."), name)
    least, most = row.get("min", 0), row.get("max", 20)
    if not (isinstance(least, int) and isinstance(most, int) and 0 <= least <= most <= 200 and most):
        yield path, _("Jumlah orang (min, max) tidak masuk akal.")
