"""The small set of drawn icons (Lucide, ISC licence in ``icons/LICENSE.txt``), inlined into pages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "icons"
_DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


class UnknownIcon(LookupError):
    """An icon was asked for that is not in the folder; copy it there from Lucide first."""


@cache
def names() -> tuple[str, ...]:
    """Every icon that may be used, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.svg")))


@cache
def drawing(name: str, extra_class: str = "") -> str:
    """The whole inline ``<svg>`` of an icon; raises UnknownIcon. Only our own files are read."""
    if name not in names():
        raise UnknownIcon(name)
    match = _DRAWING.search((FOLDER / f"{name}.svg").read_text("utf-8"))
    if match is None:
        raise UnknownIcon(name)
    css = f"i {extra_class}".strip()
    return f'<svg class="{css}" viewBox="0 0 24 24" aria-hidden="true">{match[1]}</svg>'
