"""Ten seconds to take back a decision (experience rule 15)."""

from __future__ import annotations

from loket.foundation.kernel import clock

from .. import lifecycle
from ..models import Application, Step
from ..models.attachment import Verdict
from ..policies import Officer, require_work
from ..queries import current_papers, latest_step
from ..states import Slot
from .take_out_of_locker import take_out_of_locker


def undo(application: Application, *, by: Officer) -> Step:
    """Take back one's own decision within ten seconds; the case is open on one's desk again.

    Raises ``NotAllowed``, ``UndoRefused`` or ``Overtaken``.
    """
    require_work(by, application, Slot.VERIFY)
    last = latest_step(application)
    named = [defect.item for defect in last.defects.all()] if last else []
    step = lifecycle.undo(
        application,
        by=by.actor,
        changes={"assignee_id": by.membership_id, "assignee_seen_at": clock.now(), "approved_by": ""},
    )
    current_papers(application).filter(slug__in=named, verdict=Verdict.BAD).update(verdict=Verdict.NONE)
    take_out_of_locker(application)
    return step
