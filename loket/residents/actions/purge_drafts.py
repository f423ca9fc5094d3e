"""Sweep registrations nobody finished, with their photos."""

from __future__ import annotations

from datetime import timedelta

from loket.foundation.kernel import clock
from loket.residents.models import Registration, RegistrationPaper

from ._letting_go import let_go

KEPT_FOR = timedelta(days=3)


def purge_drafts() -> int:
    """Delete drafts older than three days and the bytes of photos that no account owns; returns how many."""
    old = list(Registration.objects.filter(created_at__lt=clock.now() - KEPT_FOR)[:200])
    for draft in old:
        for paper in RegistrationPaper.objects.filter(registration=draft).select_related("file"):
            file = paper.file
            paper.delete()
            let_go(file)
        draft.delete()
    return len(old)
