"""Who contributes to "needs attention", in the order of the page. One line for each word."""

from __future__ import annotations

from ..appointments.attention import from_appointments
from ..attention import Attention, Source
from ..health.attention import from_messages
from ..hours.attention import from_holidays
from ..opening.attention import from_opening
from ..publishing.attention import from_publishing
from ..texts.attention import from_texts
from ..translations.attention import from_translations
from ..zones.attention import from_zones

SOURCES: tuple[Source, ...] = (
    from_opening,
    from_zones,
    from_holidays,
    from_appointments,
    from_messages,
    from_texts,
    from_publishing,
    from_translations,
)  # fmt: skip

_TONES = ("bata", "kunyit", "nila")


def all_attention() -> list[Attention]:
    """Everything that needs attention, the urgent first."""
    found = [entry for source in SOURCES for entry in source()]
    return sorted(found, key=lambda entry: _TONES.index(entry.tone))
