"""Returned applications whose deadline has passed are closed by the clock."""

from __future__ import annotations

from loket.audit.actor import Actor
from loket.foundation.kernel import clock

from .. import labels, lifecycle
from ..policies import Overtaken
from ..queries import past_return_deadline
from ..states import Slot


def expire() -> int:
    """Cancel every returned application past its deadline, telling the applicant; returns how many.

    One that is being mended at this very moment is left alone.
    """
    ended = 0
    for application in past_return_deadline(clock.now()):
        try:
            lifecycle.move(
                application,
                "expire",
                by=Actor("system", "applications.expire"),
                slot=Slot.EXPIRY,
                reason="return_expired",
                sentence=str(labels.RETURN_EXPIRED),
            )
        except Overtaken:
            continue
        ended += 1
    return ended
