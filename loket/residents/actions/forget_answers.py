"""Forget answers that were kept for the next application."""

from __future__ import annotations

from loket.audit.actions.record import record
from loket.residents.models import LockerAnswers


def forget_answers(kept: LockerAnswers) -> None:
    """Erase one set of answers; the application that gave it stands."""
    record("residents.forget_answers", obj_type="locker_answers", obj_ref=str(kept.public_id))
    kept.delete()
