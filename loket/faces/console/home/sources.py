"""Who contributes to "needs attention", in the order of the page. One line for each word."""

from __future__ import annotations

from ..attention import Attention, Source

SOURCES: tuple[Source, ...] = (
)  # fmt: skip

_TONES = ("bata", "kunyit", "nila")


def all_attention() -> list[Attention]:
    """Everything that needs attention, the urgent first."""
    found = [entry for source in SOURCES for entry in source()]
    return sorted(found, key=lambda entry: _TONES.index(entry.tone))
