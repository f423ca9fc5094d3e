"""The officer who has a case open is still at it."""

from __future__ import annotations

from datetime import timedelta

from loket.foundation.kernel import clock

from ..models import Application
from ..policies import Officer
from ..states import IN_VERIFICATION

#: A look this soon after the last one renews nothing: every page after a decision follows the claim at once.
_FRESH = timedelta(seconds=10)


def keep_open(application: Application, *, by: Officer) -> None:
    """Renew the four minutes of the officer's own lock; does nothing for others, or within ten seconds."""
    now, seen = clock.now(), application.assignee_seen_at
    if application.assignee_id != by.membership_id or application.state != IN_VERIFICATION:
        return
    if seen is not None and timedelta() <= now - seen < _FRESH:
        return
    mine = Application.objects.filter(pk=application.pk, assignee_id=by.membership_id, state=IN_VERIFICATION)
    mine.update(assignee_seen_at=now)
