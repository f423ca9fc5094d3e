"""Data or papers do not fit and cannot be mended (seed S3-31)."""

from __future__ import annotations

from ..models import Application, Step
from ..policies import Officer
from ._end_with_reason import end_with_reason


def cancel(application: Application, *, by: Officer, reason: str, note: str = "") -> Step:
    """Cancel for a listed reason (``labels``, use "cancel"); final, and the applicant is told why.

    Raises ``NotAllowed``, ``ReasonUnknown``, ``MoveUnknown`` or ``Overtaken``.
    """
    return end_with_reason(application, "cancel", by=by, reason=reason, note=note)
