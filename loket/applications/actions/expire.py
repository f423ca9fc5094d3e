"""What waited for its resident until the end of the office's patience is closed by the clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import override

from loket.audit.actor import Actor
from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant

from .. import labels, lifecycle, states
from ..models import Application
from ..policies import Overtaken
from ..queries import past_return_deadline, waiting_since
from ..states import Slot


def expire() -> int:
    """Cancel what was not mended, not come for or not collected in time, telling the applicant; returns how many.

    Returned: past the deadline it was given. Visits and documents: as many days as the office waits (documents
    for ever, unless it says otherwise; domain: clock, unclaimed documents). One that is being mended at this
    very moment is left alone.
    """
    ended = 0
    for application, reason, sentence in _over(clock.now()):
        with override(application.applicant.account.language or "id"):
            said = str(sentence)
        try:
            lifecycle.move(
                application,
                "expire",
                by=Actor("system", "applications.expire"),
                slot=Slot.EXPIRY,
                reason=reason,
                sentence=said,
            )
        except Overtaken:
            continue
        ended += 1
    return ended


def _over(at: datetime) -> Iterator[tuple[Application, str, Promise]]:
    for application in past_return_deadline(at):
        yield application, "return_expired", labels.RETURN_EXPIRED
    tenant = current_tenant()
    for application in waiting_since(states.AWAITING_VISIT, at - timedelta(days=tenant.visit_days)):
        yield application, "visit_expired", labels.VISIT_EXPIRED
    if tenant.unclaimed_days:
        for application in waiting_since(states.READY, at - timedelta(days=tenant.unclaimed_days)):
            yield application, "unclaimed", labels.UNCLAIMED
