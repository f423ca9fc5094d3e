"""Edits of the papers a service asks for."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from .editing import Edited, EditRefused, Row, clean, free_name, fresh, place_of, rows_of
from .editing_uses import named

GONE = _("Persyaratan ini sudah tidak ada di draf.")
#: How a paper is demanded, and what that means in a source.
DEMANDS: Mapping[str, dict[str, Any]] = {
    "always": {"requirement": "mandatory"},
    "when": {"requirement": "conditional"},
    "asks": {"requirement": "conditional", "if_applicable": True},
    "office": {"requirement": "conditional", "optional_by_office": True},
}
_DEMAND_KEYS = ("requirement", "if_applicable", "optional_by_office", "officer_decides")


def demand_of(row: Row) -> str:
    """How a paper is demanded: "always", "when" (a condition), "asks" (if one has it), "office" (switched on)."""
    if row.get("optional_by_office"):
        return "office"
    if row.get("if_applicable") or row.get("officer_decides"):
        return "asks"
    return "when" if row.get("when") else "always"


def add_paper(source: Row, shared: Row, *, slug: str = "", label: str = "") -> Edited:
    """A paper of a known photo kind (``slug``), or one of this service alone (``label``)."""
    made = fresh(source)
    known = shared.get("documents") or {}
    if slug and slug not in known:
        raise EditRefused(_("Jenis foto ini tidak ada lagi."))
    if slug in {row["slug"] for row in made["documents"]}:
        raise EditRefused(_("Persyaratan ini sudah ada di layanan ini."))
    row: dict[str, Any] = {"slug": slug, "requirement": "mandatory"}
    if not slug:
        fields = [one["slug"] for one in rows_of(source, "fields")]
        row["slug"] = free_name(label, [*known, *fields, *(one["slug"] for one in made["documents"])])
        row |= {"label_id": label, "kind": "evidence", "sensitivity": "biasa", "sample": "surat"}
    made["documents"].append(row)
    words = label or named(known[slug])
    return Edited(made, f"paper:{row['slug']}", "paper_added", words, relative=True)


def change_paper(
    source: Row, shared: Row, *, slug: str, values: Mapping[str, Any], demand: str = ""
) -> Edited:
    """Other words or another demand; what equals the photo kind is left to it."""
    made = fresh(source)
    place = place_of(made["documents"], slug, GONE)
    known = (shared.get("documents") or {}).get(slug) or {}
    row = {**made["documents"][place], **values}
    if demand and demand != demand_of(row):
        row = {key: value for key, value in row.items() if key not in _DEMAND_KEYS} | DEMANDS[demand]
        if demand in {"always", "office"}:
            row.pop("when", None)
    own = {key: value for key, value in row.items() if key == "slug" or known.get(key) != value}
    made["documents"][place] = clean(own)
    return Edited(made, f"paper:{slug}", "paper_changed", named({**known, **own}))


def copy_paper(source: Row, shared: Row, *, slug: str) -> Edited:
    """The same paper once more under a name of its own, such as for a second person."""
    made = fresh(source)
    place = place_of(made["documents"], slug, GONE)
    known = (shared.get("documents") or {}).get(slug) or {}
    row = copy.deepcopy({**known, **made["documents"][place]})
    taken = [*(shared.get("documents") or {}), *(one["slug"] for one in made["documents"])]
    row["slug"] = free_name(slug, taken)
    row["label_id"] = f"{named(row)} (2)"
    made["documents"].insert(place + 1, row)
    return Edited(made, f"paper:{row['slug']}", "paper_copied", row["label_id"], relative=True)


def move_paper(source: Row, shared: Row, *, slug: str, by: int) -> Edited:
    """One place up or down."""
    made = fresh(source)
    rows = made["documents"]
    place = place_of(rows, slug, GONE)
    to = min(max(place + by, 0), len(rows) - 1)
    rows.insert(to, rows.pop(place))
    return Edited(made, f"paper:{slug}", "paper_moved", _label(rows[to], shared), relative=True)


def place_paper(source: Row, shared: Row, *, slug: str, before: str = "") -> Edited:
    """In front of the paper ``before``, or behind all."""
    made = fresh(source)
    row = made["documents"].pop(place_of(made["documents"], slug, GONE))
    slugs = [one["slug"] for one in made["documents"]]
    made["documents"].insert(slugs.index(before) if before in slugs else len(slugs), row)
    return Edited(made, f"paper:{slug}", "paper_moved", _label(row, shared), relative=True)


def retire_paper(source: Row, shared: Row, *, slug: str) -> Edited:
    """Put aside: not asked for any more, kept for taking back."""
    made = fresh(source)
    row = made["documents"].pop(place_of(made["documents"], slug, GONE))
    made.setdefault("retired", {}).setdefault("documents", []).append(row)
    return Edited(made, f"paper:{slug}", "paper_retired", _label(row, shared))


def restore_paper(source: Row, shared: Row, *, slug: str) -> Edited:
    """Ask for it again."""
    made = fresh(source)
    rows = made.get("retired", {}).get("documents", [])
    row = rows.pop(place_of(rows, slug, _("Persyaratan ini tidak ada di antara yang disisihkan.")))
    made["documents"].append(row)
    return Edited(made, f"paper:{slug}", "paper_restored", _label(row, shared), relative=True)


def _label(row: Row, shared: Row) -> str:
    return named({**((shared.get("documents") or {}).get(row["slug"]) or {}), **row})
