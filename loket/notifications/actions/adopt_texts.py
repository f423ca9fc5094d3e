"""A new dinas takes over the wordings of its profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..models import MessageText


def adopt_texts(rows: Iterable[Mapping[str, str]]) -> list[MessageText]:
    """Store the rows (kind, channel, language, text; subject for e-mail) as the present dinas' own wording.

    Raises ``ValidationError`` for a text that could not be sent.
    """
    texts = [MessageText(**row) for row in rows]
    for text in texts:
        text.clean()
        text.save()
    return texts
