"""Stacked bars of the recap as numbers for an SVG; the table beside them says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loket.foundation.ui.dates import number
from loket.reports.rules import Recap

WIDTH, HEIGHT = 760, 196
_LEFT, _RIGHT, _TOP, _FLOOR = 46, 752, 18.0, 172.0
_BAR_SHARE, _WIDEST = 0.53, 62.0
_STEPS = (1, 2, 5, 10)
_LINES = 3
#: Colours in the stylesheet, b1 to b8; further columns share the last.
_SHADES = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a bar: an SVG path and the class of its colour."""

    path: str
    shade: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: its pieces, its sum above and its name below."""

    middle: str
    top: str
    label: str
    total: int
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Line:
    """A level of the scale."""

    y: str
    text_y: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All of it."""

    bars: Sequence[Bar]
    lines: Sequence[Line]
    width: int = WIDTH
    height: int = HEIGHT


def shade(position: int) -> str:
    """The colour class of the column at ``position`` (from 0)."""
    return f"b{min(position, _SHADES - 1) + 1}"


def drawn(recap: Recap, labels: Sequence[str]) -> Chart:
    """``labels`` names the months. Coordinates are text with a point, whatever the language."""
    top = _ceiling(max((row.applications for row in recap.rows), default=0))
    slot = (_RIGHT - _LEFT) / max(len(recap.rows), 1)
    broad = min(_WIDEST, slot * _BAR_SHARE)
    bars = []
    for place, (row, label) in enumerate(zip(recap.rows, labels, strict=True)):
        middle, floor, parts = _LEFT + slot * (place + 0.5), _FLOOR, []
        for position, column in enumerate(recap.columns):
            height = (_FLOOR - _TOP) * row.counts[column.key] / top
            if height > 0:
                floor -= height
                path = f"M{middle - broad / 2:.1f} {floor:.1f}h{broad:.1f}v{height:.1f}h-{broad:.1f}z"
                parts.append(Part(path, shade(position)))
        bars.append(Bar(f"{middle:.1f}", f"{floor - 5:.1f}", label, row.applications, parts))
    return Chart(bars, _scale(top))


def _scale(top: int) -> list[Line]:
    levels = [top * step // _LINES for step in range(_LINES + 1)]
    heights = [_FLOOR - (_FLOOR - _TOP) * level / top for level in levels]
    return [Line(f"{y:.1f}", f"{y + 4:.1f}", number(level)) for level, y in zip(levels, heights, strict=True)]


def _ceiling(highest: int) -> int:
    """The smallest round number of three equal steps that is not below ``highest``."""
    power = 1
    while True:
        for step in _STEPS:
            if step * power * _LINES >= highest:
                return step * power * _LINES
        power *= 10
