"""The resident came: the case goes on."""

from __future__ import annotations

from .. import lifecycle
from ..models import Application, Step
from ..policies import Officer, require_work
from ..states import Slot


def record_visit(application: Application, *, by: Officer, note: str = "") -> Step:
    """Record that the visit took place; processing starts. Raises ``NotAllowed`` or ``Overtaken``."""
    require_work(by, application, Slot.VISIT)
    return lifecycle.move(application, "record_visit", by=by.actor, slot=Slot.VISIT, note=note)
