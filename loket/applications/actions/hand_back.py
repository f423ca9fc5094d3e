"""An officer puts a case back into the queue without deciding."""

from __future__ import annotations

from .. import lifecycle
from ..models import Application
from ..policies import Officer, require_lock, require_work
from ..states import Slot


def hand_back(application: Application, *, by: Officer) -> None:
    """Return the officer's own open case to the queue; no message. Raises ``NotAllowed`` or ``Overtaken``."""
    require_work(by, application, Slot.VERIFY)
    require_lock(by, application)
    lifecycle.move(application, "hand_back", by=by.actor, slot=Slot.VERIFY)
