"""Edits of everything else a service says: its names, outputs, delivery, presence, promise, people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .editing import Edited, Row, fresh
from .editing_uses import refuse_while_used

#: Questions that every service takes unless it leaves them out; these it cannot.
NEVER_LEFT_OUT = frozenset(
    {"pernyataan_benar", "persetujuan_pdp", "pemohon_nik", "pemohon_nama", "pemohon_hp"}
)


def change_part(source: Row, shared: Row, *, part: str, values: Mapping[str, Any], label: str) -> Edited:
    """Set top-level keys of the source; an empty value takes the key away. ``part`` names the form they share."""
    made = fresh(source)
    for key, value in values.items():
        made.pop(key, None)
        if value not in ("", None, [], {}):
            made[key] = value
    return Edited(made, f"part:{part}", "part_changed", label)


def leave_out(source: Row, shared: Row, *, slugs: list[str], label: str) -> Edited:
    """Which of the questions common to all services this one does not ask. Refused while one is looked at."""
    from .editing_uses import uses_of_field

    wanted = [slug for slug in slugs if slug not in NEVER_LEFT_OUT]
    names = {row["slug"]: str(row.get("label_id")) for row in shared.get("common_fields") or ()}
    for slug in wanted:
        if slug not in (source.get("common_fields_exclude") or ()):
            watchers = {**source, "common_fields_exclude": wanted}
            refuse_while_used(names.get(slug, slug), uses_of_field(watchers, slug, shared))
    return change_part(
        source, shared, part="common_fields_exclude", values={"common_fields_exclude": wanted}, label=label
    )


def new_source(code: str, title: str, *, category: str) -> dict[str, Any]:
    """An empty service: what the law and every office share is there already, everything else is to be said."""
    return {
        "code": code,
        "title_id": title,
        "name_id": title,
        "category": category,
        "life_event": "lainnya",
        "icon": "file-text",
        "outputs": [],
        "presence": {"mode": "online"},
        "delivery": ["ambil_dinas"],
        "processed_by": {
            "verify": "verifikator_layanan",
            "process": "operator_siak",
            "hand_over": "petugas_pengambilan",
        },
        "sla": {"target": {"value": 1, "unit": "working_day"}, "clock_starts": "berkas_lengkap"},
        "fee_idr": 0,
        "documents": [],
        "fields": [],
        "steps": [],
    }
