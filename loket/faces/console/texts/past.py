"""The history of one wording as the editor shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from loket.notifications.labels import CHANGES
from loket.notifications.own_texts import Place
from loket.notifications.queries import changes_of
from loket.notifications.texts import default_wording

from .diffs import Stretch, difference

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: changes shown; older ones stay in the record
SHOWN = 12


@dataclass(frozen=True)
class PastChange:
    """One change: who, when, and how the words differ from those before."""

    number: int
    what: _StrPromise
    who: str
    at: datetime
    difference: list[Stretch]
    #: it holds now: nothing to bring back
    is_present: bool


def past_of(place: Place) -> list[PastChange]:
    """The newest changes, the newest first; the first one is compared with the default text."""
    rows = list(changes_of(place)[: SHOWN + 1])
    default = default_wording(
        place.kind, channel=place.channel, language=place.language, service=place.service
    )
    whole = _whole(default.subject, default.text)
    texts = [whole if row.what == "default" else _whole(row.subject, row.text) for row in rows]
    before = [*texts[1:], whole]
    return [
        PastChange(
            row.number, CHANGES[row.what], row.actor_name, row.at, difference(before[at], texts[at]), at == 0
        )
        for at, row in enumerate(rows[:SHOWN])
    ]


def _whole(subject: str, text: str) -> str:
    return f"{subject}\n{text}" if subject else text
