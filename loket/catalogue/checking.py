"""Everything that can be wrong in a catalogue file, found before anything is taken over.

A new check is one generator here and one line in ``_OF_SERVICE``; a problem names a path, and the path's line
comes from the reader.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from loket.catalogue.compiling import compile_service, whole_field
from loket.catalogue.condition_checking import condition_problems, cycle_problems, impossible_papers
from loket.catalogue.field_checking import SLUG, choice_problems, field_problems
from loket.catalogue.problems import Found, Problem, part_of
from loket.catalogue.shape_checking import shape_problems
from loket.catalogue.yaml_reading import Located, Path
from loket.foundation.formkit.conditions import Condition
from loket.foundation.formkit.definition import FormDefinition
from loket.foundation.formkit.grouping import MOST

#: Limits that no real service comes near; beyond them a form is a mistake or an attack.
MOST_FIELDS, MOST_PAPERS = 120, 60
UNITS = frozenset({"minute", "working_hour", "hours", "hour", "working_day", "calendar_day"})
PRESENCE = frozenset({"online", "online_visit", "counter"})

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def problems_of(located: Located) -> list[Problem]:
    """Every problem of a parsed file, by line; shape first, since nothing else can be asked of a wrong shape."""
    found = list(shape_problems(located.data))
    if not found:
        found = list(_shared(located.data)) + list(_services(located.data))
    return sorted({Problem(located.line(path), sentence) for path, sentence in found})


def _shared(data: Mapping[str, Any]) -> Iterator[Found]:
    for part in ("common_fields", "shared_fields"):
        for number, row in enumerate(data.get(part) or ()):
            yield from field_problems((part, number), row, data, {})
    for name, one in dict(data.get("choice_lists") or {}).items():
        yield from choice_problems(("choice_lists", name, "options"), one["options"])
    for slug, row in dict(data.get("person_item_fields") or {}).items():
        if isinstance(row, Mapping):
            yield from field_problems(("person_item_fields", slug), {"slug": slug, **row}, data, {})


def _services(data: Mapping[str, Any]) -> Iterator[Found]:
    seen: Counter[str] = Counter()
    for number, service in enumerate(data["services"]):
        path: Path = ("services", number)
        seen[service["code"]] += 1
        if seen[service["code"]] > 1:
            yield (*path, "code"), part_of(_("Layanan “{part}” tertulis dua kali."), service["code"])
        yield from service_problems(path, service, data)


def service_problems(path: Path, service: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Found]:
    """What is wrong with one service of the right shape, as the file or a draft has it; paths begin with ``path``."""
    missing = list(_shared_questions(path, service, data))
    yield from missing
    if missing:
        return
    rows = [whole_field(row, data) for row in service.get("fields") or ()]
    whole = {**service, "fields": rows}
    found = [problem for check in _OF_SERVICE for problem in check(path, whole, data)]
    yield from found
    if not found:
        yield from _makes_a_form(path, whole, data)


def _shared_questions(path: Path, service: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Found]:
    known = {row["slug"] for row in data.get("shared_fields") or ()}
    for number, row in enumerate(service.get("fields") or ()):
        if row.get("shared") and row["slug"] not in known:
            sentence = part_of(_("Pertanyaan bersama “{part}” tidak ada."), row["slug"])
            yield (*path, "fields", number), sentence


def _head(path: Path, service: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Found]:
    if not _CODE.fullmatch(service["code"]) or len(service["code"]) > 60:
        yield (*path, "code"), _("Kode layanan hanya huruf kecil, angka, dan tanda hubung.")
    if not service.get("name_id"):
        yield path, _("Layanan tanpa nama (name_id).")
    categories = data.get("categories")
    if categories and service.get("category") not in categories:
        yield (*path, "category"), part_of(_("Kategori “{part}” tidak ada."), str(service.get("category")))
    if service.get("fee_idr", 0) != 0:
        yield (*path, "fee_idr"), _("Layanan ini gratis menurut undang-undang; fee_idr harus 0.")
    if (service.get("presence") or {}).get("mode", "online") not in PRESENCE:
        yield (*path, "presence"), _("Cara hadir harus online, online_visit, atau counter.")
    target = ((service.get("sla") or {}).get("target")) or {"value": 1, "unit": "working_day"}
    if target.get("unit") not in UNITS or not isinstance(target.get("value"), int) or target["value"] < 1:
        yield (*path, "sla"), _("Janji waktu harus angka mulai 1 dengan satuan yang dikenal.")


def _references(path: Path, service: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Found]:
    outputs, ways = data.get("outputs"), (data.get("choice_lists") or {}).get("penyelesaian")
    for number, slug in enumerate(service.get("outputs") or ()):
        if outputs and isinstance(slug, str) and slug not in outputs:
            yield (*path, "outputs", number), part_of(_("Dokumen terbit “{part}” tidak ada di daftar."), slug)
    known = {one["value"] for one in ways["options"]} if ways else None
    for number, way in enumerate(service.get("delivery") or ()):
        if known is not None and way not in known:
            yield (*path, "delivery", number), part_of(_("Cara menerima “{part}” tidak ada di daftar."), way)


def _fields(path: Path, service: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Found]:
    rows = service.get("fields") or []
    if len(rows) > MOST_FIELDS:
        yield (*path, "fields"), part_of(_("Terlalu banyak isian; paling banyak {part}."), str(MOST_FIELDS))
        return
    seen: set[str] = set()
    for number, row in enumerate(rows):
        here: Path = (*path, "fields", number)
        if row["slug"] in seen:
            yield (*here, "slug"), part_of(_("Isian “{part}” tertulis dua kali."), row["slug"])
        seen.add(row["slug"])
        yield from field_problems(here, row, data, service)


def _papers(path: Path, service: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Found]:
    rows, known = service.get("documents") or [], data.get("documents")
    if len(rows) > MOST_PAPERS:
        yield (
            (*path, "documents"),
            part_of(_("Terlalu banyak persyaratan; paling banyak {part}."), str(MOST_PAPERS)),
        )
        return
    seen: set[str] = set()
    for number, row in enumerate(rows):
        here: Path = (*path, "documents", number)
        if row["slug"] in seen:
            yield (*here, "slug"), part_of(_("Persyaratan “{part}” tertulis dua kali."), row["slug"])
        seen.add(row["slug"])
        if not SLUG.fullmatch(row["slug"]):
            yield (*here, "slug"), _("Nama persyaratan hanya huruf kecil, angka, dan garis bawah.")
        others = [one for one in row.get("alternatives") or () if isinstance(one, str)]
        for place, slug in (("slug", row["slug"]), *(("alternatives", one) for one in others)):
            if slug not in (known or ()) and not (place == "slug" and row.get("label_id")):
                yield (*here, place), part_of(_("Persyaratan “{part}” tidak ada di daftar."), slug)


def _steps(path: Path, service: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Found]:
    fields = {row["slug"]: row for row in service.get("fields") or ()}
    placed: set[str] = set()
    for number, step in enumerate(service.get("steps") or ()):
        here: Path = (*path, "steps", number)
        slugs = step.get("fields") or []
        if not _CODE.fullmatch(step["key"]):
            yield (*here, "key"), _("Nama langkah hanya huruf kecil, angka, dan tanda hubung.")
        for slug in slugs:
            if slug not in fields or slug in placed:
                yield (
                    (*here, "fields"),
                    part_of(_("Langkah menyebut “{part}” yang tidak ada atau sudah dipakai."), slug),
                )
        placed |= set(slugs)
        asked = [fields[slug] for slug in slugs if slug in fields and not fields[slug].get("derived_from")]
        if len(asked) > MOST:
            yield here, _("Satu langkah paling banyak tiga isian.")
        for row in asked:
            condition = Condition.read(row.get("show_if"))
            if condition and condition.fields & set(slugs):
                yield here, part_of(_("“{part}” bergantung pada isian di langkah yang sama."), row["slug"])


def _makes_a_form(path: Path, service: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Found]:
    """The last net: whatever the checks above let through must parse."""
    try:
        FormDefinition.from_data(compile_service(service, data))
    except (KeyError, ValueError, TypeError, AttributeError):
        yield path, _("Layanan ini tidak dapat dijadikan formulir. Periksa susunannya.")


_OF_SERVICE: tuple[Callable[[Path, Mapping[str, Any], Mapping[str, Any]], Iterator[Found]], ...] = (
    _head,
    _references,
    _fields,
    _papers,
    condition_problems,
    cycle_problems,
    impossible_papers,
    _steps,
)
