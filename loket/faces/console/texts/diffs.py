"""The difference between two wordings, word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words: "same", "gone" (only in the old wording) or "new"."""

    what: str
    text: str


def difference(old: str, new: str) -> list[Stretch]:
    """How ``old`` became ``new``."""
    return list(_stretches(_WORDS.findall(old), _WORDS.findall(new)))


def _stretches(old: list[str], new: list[str]) -> Iterator[Stretch]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield Stretch("same", "".join(new[new_from:new_to]))
            continue
        if old_to > old_from:
            yield Stretch("gone", "".join(old[old_from:old_to]))
        if new_to > new_from:
            yield Stretch("new", "".join(new[new_from:new_to]))
