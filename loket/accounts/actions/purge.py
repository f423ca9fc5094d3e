"""Sweep what has had its day."""

from __future__ import annotations

from datetime import timedelta

from loket.accounts.models import GlobalCounter, KeptForm, OneTimeCode, RateCounter, Session
from loket.foundation.kernel import clock


def purge() -> int:
    """Delete dead sessions, codes and counters of the present dinas; returns how many rows went."""
    now = clock.now()
    swept = 0
    for rows in (
        Session.objects.filter(expires_at__lt=now),
        Session.objects.filter(account__isnull=True, last_seen_at__lt=now - timedelta(hours=24)),
        OneTimeCode.objects.filter(expires_at__lt=now - timedelta(hours=1)),
        KeptForm.objects.filter(created_at__lt=now - timedelta(hours=1)),
        RateCounter.objects.filter(expires_at__lt=now),
        GlobalCounter.objects.filter(expires_at__lt=now),
    ):
        swept += rows.delete()[0]
    return swept
