"""Taking one change of a draft back, whatever came after it, unless the same element was changed again."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from .editing import WORDS, Edited, EditRefused, Row, Source, elements, fresh

Changes = Mapping[str, list[Any]]
_SECTIONS = {word: section for section, word in WORDS.items()}


def take_back(source: Row, shared: Row, *, changes: Changes, element: str, label: str) -> Edited:
    """The source as if this change had not been made. Raises ``EditRefused`` where it was changed again."""
    made, now = fresh(source), elements(source)
    only_order = all(name.startswith("order:") for name in changes)
    for name, (_before, after) in changes.items():
        if (only_order or not name.startswith("order:")) and now.get(name) != after:
            raise EditRefused(
                _("Bagian ini sudah diubah lagi sesudahnya. Urungkan perubahan yang lebih baru dulu.")
            )
    for name, (before, _after) in changes.items():
        if not name.startswith("order:"):
            _put(made, name, before)
    for name, (before, after) in changes.items():
        if name.startswith("order:"):
            _order(made, name.removeprefix("order:"), before or [], after or [])
    return Edited({key: made[key] for key in made}, element, "undone", label)


def _put(made: Source, name: str, before: Any) -> None:
    word, _colon, rest = name.partition(":")
    value = copy.deepcopy(before)
    if word == "part":
        made.pop(rest, None)
        if value is not None:
            made[rest] = value
    elif word == "step":
        _row(made.setdefault("steps", []), "key", rest, value and {**value, "fields": []})
    elif word == "retired":
        section, _colon, slug = rest.partition(":")
        _row(made.setdefault("retired", {}).setdefault(section, []), "slug", slug, value)
    else:
        _row(made.setdefault(_SECTIONS[word], []), "slug", rest, value)


def _row(rows: list[Any], key: str, slug: str, value: Any) -> None:
    place = next((number for number, row in enumerate(rows) if row[key] == slug), None)
    if place is None:
        if value is not None:
            rows.append(value)
    elif value is None:
        del rows[place]
    else:
        kept = {"fields": rows[place]["fields"]} if key == "key" else {}
        rows[place] = {**value, **kept}


def _order(made: Source, section: str, before: list[Any], after: list[Any]) -> None:
    """What the change had moved goes back; what others added since stays where it is."""
    if section != "steps":
        made[section] = _sorted(made[section], "slug", before)
        return
    made["steps"] = _sorted(made.get("steps") or [], "key", [key for key, _slugs in before])
    asked = {row["slug"] for row in made["fields"]}
    old = dict(before)
    moved = {slug for _key, slugs in before for slug in slugs} ^ {
        slug for _key, slugs in after for slug in slugs
    }
    moved |= {slug for key, slugs in after for slug in slugs if old.get(key) != slugs}
    for step in made["steps"]:
        stays = [slug for slug in step.get("fields") or () if slug in asked and slug not in moved]
        back = [slug for slug in old.get(step["key"], ()) if slug in asked]
        step["fields"] = back + [slug for slug in stays if slug not in back]
    if not made["steps"]:
        del made["steps"]


def _sorted(rows: list[Any], key: str, before: list[str]) -> list[Any]:
    """Rows in their former order; newer ones keep following the row they followed."""
    rank = {slug: number for number, slug in enumerate(before)}
    last, keyed = -1, []
    for number, row in enumerate(rows):
        last = rank.get(row[key], last)
        keyed.append(((last, row[key] not in rank, number), row))
    return [row for _rank, row in sorted(keyed, key=lambda pair: pair[0])]
