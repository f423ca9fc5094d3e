"""An officer takes a case from the queue to check it."""

from __future__ import annotations

from loket.foundation.kernel import clock

from .. import lifecycle
from ..models import Application
from ..policies import Officer, require_work
from ..states import Slot


def claim(application: Application, *, by: Officer) -> None:
    """Open the case for ``by``; others see his name until he decides, hands back or idles four minutes.

    Raises ``NotAllowed``, ``MoveUnknown`` when it is not waiting, ``Overtaken`` when another was first.
    """
    require_work(by, application, Slot.VERIFY)
    lifecycle.move(
        application,
        "claim",
        by=by.actor,
        slot=Slot.VERIFY,
        changes={"assignee_id": by.membership_id, "assignee_seen_at": clock.now()},
    )
