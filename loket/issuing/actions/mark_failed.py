"""Making an output failed: a spoilt card, a refused signature."""

from __future__ import annotations

from loket.applications.policies import Officer, require_work
from loket.applications.states import Slot

from .. import lifecycle
from ..models import Output


def mark_failed(output: Output, *, by: Officer) -> None:
    """Note the failure; the output can be started again. Raises ``NotAllowed`` or ``Overtaken``."""
    require_work(by, output.application, Slot.PROCESS)
    lifecycle.move(output, "fail", by=by.actor, slot=Slot.PROCESS, failures=output.failures + 1)
