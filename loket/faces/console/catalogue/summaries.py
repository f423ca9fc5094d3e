"""What each part of a service says, in one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from loket.catalogue.models import Presence
from loket.foundation.formkit.words import Words
from loket.staff.labels import ROLES

from .bench import Bench
from .forms.parts import UNITS


def summary_of(bench: Bench, part: str) -> str:
    """One line about a part; empty where nothing is said yet."""
    source, shared = bench.source, bench.shared
    if part == "head":
        return str(Words.read(source, "for_whom"))
    if part == "outputs":
        known = shared.get("outputs") or {}
        rows = [
            one if isinstance(one, Mapping) else known.get(one) or {} for one in source.get("outputs") or ()
        ]
        return _listed(Words.read(row, "label") for row in rows)
    if part == "delivery":
        ways = (shared.get("choice_lists") or {}).get("penyelesaian") or {"options": []}
        names = {one["value"]: Words.read(one, "label") for one in ways["options"]}
        return _listed(names.get(way, way) for way in source.get("delivery") or ())
    return _summaries(bench).get(part, "")


def promise_of(source: Mapping[str, Any]) -> str:
    """The time promised, in words."""
    target = (source.get("sla") or {}).get("target") or {}
    return f"{target.get('value', 1)} {dict(UNITS).get(target.get('unit', ''), _('jam'))}"


def _summaries(bench: Bench) -> dict[str, str]:
    source = bench.source
    by = source.get("processed_by") or {}
    presence = (source.get("presence") or {}).get("mode", "online")
    left_out = source.get("common_fields_exclude") or ()
    common = {row["slug"]: row.get("label_id") for row in bench.shared.get("common_fields") or ()}
    return {
        "presence": str(dict(Presence.choices).get(presence, presence)),
        "processed_by": _listed(
            ROLES.get(by.get(slot, ""), "") for slot in ("verify", "process", "hand_over")
        ),
        "sla": promise_of(source),
        "common_fields_exclude": (
            _("Tanpa: {names}").format(names=_listed(common.get(slug, slug) for slug in left_out))
            if left_out
            else _("Semua ditanyakan")
        ),
    }


def _listed(words: Iterable[object]) -> str:
    return ", ".join(str(one) for one in words if str(one))
