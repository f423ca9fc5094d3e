"""The issuing operator takes an approved case: it is being entered in SIAK."""

from __future__ import annotations

from .. import lifecycle
from ..models import Application, Step
from ..policies import Officer, require_work
from ..states import Slot


def take_into_process(application: Application, *, by: Officer) -> Step:
    """Start processing. Raises ``NotAllowed``, ``NeedMissing`` when a visit is due, or ``Overtaken``."""
    require_work(by, application, Slot.PROCESS)
    return lifecycle.move(application, "take_into_process", by=by.actor, slot=Slot.PROCESS)
