"""Edits of a service's source, as pure functions: a source in, what it becomes out.

The vocabulary that all of them share stands here; the edits themselves in ``editing_fields``,
``editing_steps``, ``editing_papers``, ``editing_conditions`` and ``editing_parts``. Nothing here writes:
``actions.change_draft`` applies one edit to a draft.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loket.foundation.kernel.errors import Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Source = dict[str, Any]
Row = Mapping[str, Any]

#: Rows by section of a source, and the word of their elements.
WORDS: Mapping[str, str] = {"fields": "field", "documents": "paper"}
#: Keys that are no part of their own.
_ROWS = frozenset({"fields", "documents", "steps", "retired"})


class EditRefused(Refusal):
    """The edit cannot be made; the message says why and what to do first."""

    default_code = "edit"


class NotThere(EditRefused):
    """What was to be changed is not in the draft any more."""

    default_code = "not_there"
    default_status = 409


@dataclass(frozen=True)
class Edited:
    """What an edit made of a source."""

    source: Source
    #: The element it was meant for: "field:alasan".
    element: str
    #: A key of ``labels.CHANGES``.
    what: str
    #: The element's own words, for the history.
    label: str
    #: It says "one further" or "add": true as well on top of what others did meanwhile.
    relative: bool = False


#: An edit with everything but the source filled in: ``partial(add_field, label=…)``.
Edit = Callable[[Source, Row], Edited]


def fresh(source: Row) -> Source:
    """A copy to change, with every list that edits write into."""
    made: Source = copy.deepcopy(dict(source))
    for key in ("fields", "documents"):
        made.setdefault(key, [])
    return made


def rows_of(source: Row, section: str) -> Sequence[dict[str, Any]]:
    """The rows of a section: "fields", "documents" or "steps"."""
    found: Sequence[dict[str, Any]] = source.get(section) or []
    return found


def place_of(rows: Sequence[Row], slug: str, sentence: str | _StrPromise, *, key: str = "slug") -> int:
    """Where the row with that name stands. Raises ``NotThere`` with the sentence."""
    for place, row in enumerate(rows):
        if row[key] == slug:
            return place
    raise NotThere(sentence)


def free_name(wanted: str, taken: Iterable[str], *, dash: str = "_", longest: int = 50) -> str:
    """A name for addresses and answers made from words: lower case, unused; never a keyword's shape."""
    plain = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", dash, plain).strip(dash)
    name = re.sub(r"^[0-9]+" + re.escape(dash) + "?", "", name)[:longest].strip(dash) or "isian"
    used, number, free = set(taken), 2, name
    while free in used:
        free, number = f"{name}{dash}{number}", number + 1
    return free


def clean(row: Row) -> dict[str, Any]:
    """A row without what says nothing: empty words, empty lists, False."""
    return {
        key: value for key, value in row.items() if value not in ("", None, [], False) or key == "required"
    }


def elements(source: Row) -> dict[str, Any]:
    """A source as its elements, each with its own value; what two people may change side by side."""
    found: dict[str, Any] = {
        f"part:{key}": value for key, value in source.items() if key not in _ROWS and value is not None
    }
    for section, word in WORDS.items():
        found |= {f"{word}:{row['slug']}": row for row in rows_of(source, section)}
        found[f"order:{section}"] = [row["slug"] for row in rows_of(source, section)]
    for step in rows_of(source, "steps"):
        found[f"step:{step['key']}"] = {key: step[key] for key in step if key != "fields"}
    found["order:steps"] = [
        [step["key"], list(step.get("fields") or ())] for step in rows_of(source, "steps")
    ]
    for section, rows in (source.get("retired") or {}).items():
        found |= {f"retired:{section}:{row['slug']}": row for row in rows}
    return found


def touched(before: Row, after: Row) -> dict[str, list[Any]]:
    """Every element that differs, as ``[before, after]``; None for "not there"."""
    old, new = elements(before), elements(after)
    return {
        name: [old.get(name), new.get(name)]
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    }
