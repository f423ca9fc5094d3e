"""Use an earlier wording again."""

from __future__ import annotations

from ..models import TextChange
from ..own_texts import Place
from .change_text import change_text
from .restore_text import restore_text


def bring_back_text(place: Place, number: int, *, seen: int | None = None) -> TextChange | None:
    """The wording after change ``number`` holds again; 0: the one before the first change, the default.

    None when it holds already. Raises ``TextChange.DoesNotExist`` for an unknown number, ``TextFault`` when
    it no longer fits its kind, ``ChangedMeanwhile`` when somebody changed it after ``seen``.
    """
    if number == 0:
        return restore_text(place, seen=seen)
    old: TextChange = TextChange.objects.get(**place.columns, number=number)
    if old.what == "default":
        return restore_text(place, seen=seen)
    return change_text(place, text=old.text, subject=old.subject, seen=seen, what="brought_back")
