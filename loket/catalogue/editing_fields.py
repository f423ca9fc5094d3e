"""Edits of the questions of a service."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from .editing import Edited, EditRefused, Row, clean, free_name, fresh, place_of, rows_of
from .editing_kinds import DECIDED, KINDS, kind_of
from .editing_steps import put_in_step, written_out
from .editing_uses import named, refuse_while_used, uses_of_choice, uses_of_field

GONE = _("Pertanyaan ini sudah tidak ada di draf.")


def add_field(
    source: Row,
    shared: Row,
    *,
    label: str,
    kind: str,
    step: str = "",
    choices: str = "",
    required: bool = True,
    label_en: str = "",
) -> Edited:
    """A new question at the end of a step."""
    made = written_out(source, shared)
    slug = free_name(label, _taken(source, shared))
    row = {"slug": slug, "label_id": label, "label_en": label_en, "required": required}
    row |= copy.deepcopy(KINDS[kind])
    if row["type"] == "choice":
        row["choices"] = choices_from(choices, ())
    made["fields"].append(clean(row) | {key: row[key] for key in ("choices",) if key in row})
    put_in_step(made, slug, step)
    return Edited(made, f"field:{slug}", "field_added", label, relative=True)


def use_shared_question(source: Row, shared: Row, *, slug: str, step: str = "") -> Edited:
    """A shared question, by name, at the end of a step. Raises ``EditRefused`` when it is asked already."""
    made = written_out(source, shared)
    known = next((row for row in shared.get("shared_fields") or () if row["slug"] == slug), None)
    if known is None:
        raise EditRefused(_("Pertanyaan bersama ini tidak ada lagi."))
    if slug in {row["slug"] for row in made["fields"]}:
        raise EditRefused(_("Pertanyaan bersama ini sudah ditanyakan di layanan ini."))
    made["fields"].append({"slug": slug, "shared": True})
    put_in_step(made, slug, step)
    return Edited(made, f"field:{slug}", "field_added", named(known), relative=True)


def change_field(source: Row, shared: Row, *, slug: str, values: Mapping[str, Any]) -> Edited:
    """Other words or another nature; ``values`` holds the attributes to set, empty ones to clear.

    Of a shared question only what may differ here is kept. Raises ``EditRefused`` when an option goes that a
    condition looks at.
    """
    made = fresh(source)
    place = place_of(made["fields"], slug, GONE)
    before = made["fields"][place]
    row = {**before, **values, "slug": slug}
    if before.get("shared"):
        row = {**before, **{key: values[key] for key in values if key in ("required",)}}
    for gone in _values(before) - _values(row) if before.get("choices") else ():
        refuse_while_used(_option(before, gone), uses_of_choice(source, slug, gone, shared))
    made["fields"][place] = clean(row) | (
        {"choices": row["choices"]} if row.get("choices") is not None else {}
    )
    return Edited(made, f"field:{slug}", "field_changed", named(_known(row, shared)))


def change_kind(row: Row, kind: str) -> dict[str, Any]:
    """Attributes that make a field of another kind; the old ones when it is of that kind already."""
    if kind in (kind_of(row), "other"):
        return {}
    made: dict[str, Any] = dict.fromkeys(DECIDED)
    made |= copy.deepcopy(KINDS[kind])
    if made["type"] == row.get("type") == "choice":
        kept = ("choices", "choices_ref", "choices_source", "only", "exclude")
        made |= {key: row.get(key) for key in kept}
    return made


def copy_field(source: Row, shared: Row, *, slug: str) -> Edited:
    """The same question once more, behind the first, under a name of its own."""
    made = written_out(source, shared)
    place = place_of(made["fields"], slug, GONE)
    row = copy.deepcopy(dict(_known(made["fields"][place], shared)))
    row.pop("shared", None)
    row["slug"] = free_name(slug, _taken(source, shared))
    row["label_id"] = f"{named(row)} (2)"
    made["fields"].insert(place + 1, row)
    for step in made["steps"]:
        if slug in step["fields"]:
            step["fields"].insert(step["fields"].index(slug) + 1, row["slug"])
    return Edited(made, f"field:{row['slug']}", "field_copied", row["label_id"], relative=True)


def retire_field(source: Row, shared: Row, *, slug: str) -> Edited:
    """Put aside: not asked any more, kept for taking back. Refused while something looks at it."""
    made = fresh(source)
    place = place_of(made["fields"], slug, GONE)
    label = named(_known(made["fields"][place], shared))
    refuse_while_used(label, uses_of_field(source, slug, shared))
    row = made["fields"].pop(place)
    made.setdefault("retired", {}).setdefault("fields", []).append(row)
    for step in made.get("steps") or ():
        step["fields"] = [one for one in step["fields"] if one != slug]
    return Edited(made, f"field:{slug}", "field_retired", label)


def restore_field(source: Row, shared: Row, *, slug: str, step: str = "") -> Edited:
    """Ask it again, at the end of a step."""
    made = written_out(source, shared)
    rows = made.get("retired", {}).get("fields", [])
    row = rows.pop(place_of(rows, slug, _("Pertanyaan ini tidak ada di antara yang disisihkan.")))
    made["fields"].append(row)
    put_in_step(made, slug, step)
    return Edited(made, f"field:{slug}", "field_restored", named(_known(row, shared)), relative=True)


def choices_from(text: str, before: Sequence[Row]) -> list[dict[str, Any]]:
    """Options from lines, "Hilang | Lost" with the English after a bar.

    An option whose words stay keeps its value, and so does one whose words alone changed in its place: answers
    and conditions hold on to values.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    parted = [[part.strip() for part in line.split("|", 1)] for line in lines]
    known = {row["label_id"]: row for row in before}
    words = {part[0] for part in parted}
    made: list[dict[str, Any]] = []
    for number, part in enumerate(parted):
        old = known.get(part[0])
        if old is None and number < len(before) and before[number]["label_id"] not in words:
            old = before[number]
        taken = [*(row["value"] for row in made), *(row["value"] for row in before)]
        row = dict(old) if old else {"value": free_name(part[0], taken)}
        row["label_id"] = part[0]
        if len(part) > 1:
            row["label_en"] = part[1]
        made.append(row)
    return made


def lines_of(choices: Sequence[Row]) -> str:
    """Options as the lines an administrator edits."""
    return "\n".join(
        f"{row['label_id']} | {row['label_en']}" if row.get("label_en") else str(row["label_id"])
        for row in choices
    )


def _taken(source: Row, shared: Row) -> list[str]:
    common = [row["slug"] for part in ("common_fields", "shared_fields") for row in shared.get(part) or ()]
    retired = [row["slug"] for row in (source.get("retired") or {}).get("fields", ())]
    papers = [row["slug"] for row in rows_of(source, "documents")]
    return [*common, *retired, *papers, *(row["slug"] for row in rows_of(source, "fields"))]


def _known(row: Row, shared: Row) -> Row:
    if not row.get("shared"):
        return row
    found: Row = next((one for one in shared.get("shared_fields") or () if one["slug"] == row["slug"]), {})
    return {**found, **row}


def _values(row: Row) -> set[object]:
    return {one["value"] for one in row.get("choices") or ()}


def _option(row: Row, value: object) -> str:
    return next((str(one["label_id"]) for one in row["choices"] if one["value"] == value), str(value))
