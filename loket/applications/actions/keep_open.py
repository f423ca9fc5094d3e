"""The officer who has a case open is still at it."""

from __future__ import annotations

from loket.foundation.kernel import clock

from ..models import Application
from ..policies import Officer
from ..states import IN_VERIFICATION


def keep_open(application: Application, *, by: Officer) -> None:
    """Renew the four minutes of the officer's own lock; does nothing for others."""
    if application.assignee_id == by.membership_id and application.state == IN_VERIFICATION:
        Application.objects.filter(
            pk=application.pk, assignee_id=by.membership_id, state=IN_VERIFICATION
        ).update(assignee_seen_at=clock.now())
