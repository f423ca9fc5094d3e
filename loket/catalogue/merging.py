"""Two people's (or two files') changes of the same definition brought together; what collides is shown, not guessed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .editing import elements
from .standing_alone import faithful

Row = Mapping[str, Any]

_WORDS = {"field": "fields", "paper": "documents"}


@dataclass(frozen=True)
class Merged:
    """What came of it. ``collisions``: elements that both sides changed in different ways, with all three values."""

    definition: dict[str, Any]
    taken: frozenset[str] = frozenset()
    collisions: Mapping[str, tuple[Any, Any, Any]] = field(default_factory=dict)


def merge(base: Row, mine: Row, theirs: Row, *, take: Collection[str] = ()) -> Merged:
    """``mine`` with every change from ``base`` to ``theirs`` that mine has not changed too.

    Complete definitions all three. Where both changed an element differently mine stays, unless ``take``
    names the element.
    """
    before, ours, new = elements(base), elements(mine), elements(theirs)
    names = [name for name in {**ours, **new, **before} if not name.startswith("order:")]
    changed = [
        name for name in names if new.get(name) != before.get(name) and new.get(name) != ours.get(name)
    ]
    collisions = {
        name: (before.get(name), ours.get(name), new.get(name))
        for name in changed
        if ours.get(name) != before.get(name)
    }
    taken = frozenset(name for name in changed if name not in collisions or name in take)
    picked = {name: (new if name in taken else ours).get(name) for name in names}
    return Merged(_put_together(base, mine, theirs, picked), taken, collisions)


def _put_together(base: Row, mine: Row, theirs: Row, picked: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        name.removeprefix("part:"): value
        for name, value in picked.items()
        if name.startswith("part:") and value is not None
    }
    for word, section in _WORDS.items():
        found = {name.partition(":")[2]: row for name, row in picked.items() if name.startswith(f"{word}:")}
        order = _order(*(_slugs(side, section, "slug") for side in (base, mine, theirs)))
        made[section] = [found[slug] for slug in order if found.get(slug) is not None]
    steps = _steps(base, mine, theirs, picked, {row["slug"] for row in made["fields"]})
    if steps or "steps" in mine:
        made["steps"] = steps
    return made


def _slugs(side: Row, section: str, key: str) -> list[str]:
    return [row[key] for row in side.get(section) or ()]


def _order(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Every name once: in the order of whoever changed it, new ones of the other behind what they followed."""
    ours_stands = [one for one in mine if one in base] == [one for one in base if one in mine]
    first, second = (theirs, mine) if ours_stands else (mine, theirs)
    order = list(first)
    for number, name in enumerate(second):
        if name not in order:
            before = next((one for one in reversed(second[:number]) if one in order), None)
            order.insert(0 if before is None else order.index(before) + 1, name)
    return order


def _steps(
    base: Row, mine: Row, theirs: Row, picked: Mapping[str, Any], asked: set[str]
) -> list[dict[str, Any]]:
    """The screens: of whoever changed them, with the other's new questions on the screen he gave them."""
    before, ours, new = (_screens(side) for side in (base, mine, theirs))
    order = _order(list(before), list(ours), list(new))
    kept = [key for key in order if picked.get(f"step:{key}") is not None]
    screens: dict[str, list[str]] = {key: [] for key in kept}
    placed: set[str] = set()
    for key in kept:
        mine_is_old = ours.get(key) == before.get(key)
        first, second = (new, ours) if mine_is_old else (ours, new)
        for slug in [*first.get(key, ()), *(one for one in second.get(key, ()) if one not in _all(first))]:
            if slug in asked and slug not in placed:
                screens[key].append(slug)
                placed.add(slug)
    return [{"key": key, **picked[f"step:{key}"], "fields": screens[key]} for key in kept]


def _screens(side: Row) -> dict[str, list[str]]:
    return {step["key"]: list(step.get("fields") or ()) for step in side.get("steps") or ()}


def _all(screens: Mapping[str, Sequence[str]]) -> set[str]:
    return {slug for slugs in screens.values() for slug in slugs}


def as_source(merged: Merged, mine: Row, theirs: Row, shared: Row) -> dict[str, Any]:
    """The merged definition as a source: rows as ``mine`` (or, where taken, ``theirs``) wrote them; both sources."""
    hint: dict[str, Any] = {**mine}
    for word, section in _WORDS.items():
        rows = {row["slug"]: row for row in theirs.get(section) or ()}
        own = {row["slug"]: row for row in mine.get(section) or ()}
        for slug, row in rows.items():
            if slug not in own or f"{word}:{slug}" in merged.taken:
                own[slug] = row
        hint[section] = list(own.values())
    if "part:outputs" in merged.taken:
        hint["outputs"] = theirs.get("outputs") or []
    return faithful(hint, merged.definition, shared)
