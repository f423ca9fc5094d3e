"""Give up the dinas' own wording: the packaged one (for a service: the one of all services) holds again."""

from __future__ import annotations

from ..models import MessageText, TextChange
from ..own_texts import ChangedMeanwhile, Place
from ..queries import last_number
from .change_text import add_change


def restore_text(place: Place, *, seen: int | None = None) -> TextChange | None:
    """Delete the own wording and note it in the history; None when there is none.

    Raises ``ChangedMeanwhile`` when somebody changed it after ``seen``.
    """
    newest = last_number(place)
    if seen is not None and seen != newest:
        raise ChangedMeanwhile
    own = MessageText.objects.filter(**place.columns)
    if not own.exists():
        return None
    change = add_change(place, newest + 1, what="default")
    own.delete()
    return change
