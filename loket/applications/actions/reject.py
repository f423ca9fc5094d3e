"""The law does not allow what was asked for."""

from __future__ import annotations

from ..models import Application, Step
from ..policies import Officer
from ._end_with_reason import end_with_reason


def reject(application: Application, *, by: Officer, reason: str, note: str = "") -> Step:
    """Reject for a listed legal reason (``labels``, use "reject"); ``note`` is the sentence of "other".

    Raises ``NotAllowed``, ``ReasonUnknown``, ``MoveUnknown`` or ``Overtaken``.
    """
    return end_with_reason(application, "reject", by=by, reason=reason, note=note)
