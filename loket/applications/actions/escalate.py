"""Cases whose target passed are flagged once, for the heads' queue "Lewat target" and their digest."""

from __future__ import annotations

from loket.audit.actions.record import record
from loket.audit.actor import Actor
from loket.foundation.kernel import clock

from ..models import Application
from ..queries import to_escalate

_ACTOR = Actor("system", "applications.escalate")
#: Cases of one tick; the next takes the others.
_MOST = 500


def escalate() -> int:
    """Flag every case that is late and not flagged yet; returns how many. No message leaves: the digest tells."""
    now, flagged = clock.now(), 0
    for case in to_escalate(now, most=_MOST):
        # where its clock was set anew meanwhile, nothing is late any more
        if Application.objects.filter(pk=case.pk, due_at=case.due_at, escalated_at=None).update(
            escalated_at=now
        ):
            record(
                "applications.escalated",
                actor=_ACTOR,
                obj_type="application",
                obj_ref=case.reference,
                detail={"state": case.state},
            )
            flagged += 1
    return flagged
