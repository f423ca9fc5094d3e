"""An approval was taken back within its ten seconds: nothing of it stays in the locker."""

from __future__ import annotations

from loket.residents.models import LockerAnswers, LockerPaper

from ..models import Application


def take_out_of_locker(application: Application) -> None:
    """Undo ``keep_in_locker``; the photos stay with the application."""
    LockerPaper.objects.filter(resident_id=application.applicant_id, origin=application.reference).delete()
    LockerAnswers.objects.filter(resident_id=application.applicant_id, origin=application.reference).delete()
