"""Cases left open by an idle officer go back into the queue."""

from __future__ import annotations

from loket.audit.actor import Actor
from loket.foundation.kernel import clock

from .. import lifecycle
from ..policies import Overtaken
from ..queries import idle_locks
from ..states import Slot


def release_idle() -> int:
    """Hand back cases whose officer did nothing for four minutes; returns how many (experience rule 17)."""
    released = 0
    for application in idle_locks(clock.now()):
        try:
            lifecycle.move(
                application, "hand_back", by=Actor("system", "applications.release_idle"), slot=Slot.VERIFY
            )
        except Overtaken:
            continue
        released += 1
    return released
