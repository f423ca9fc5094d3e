"""Documents of a case that ended without them are closed: nobody collects or makes them any more. Safe to run again."""

from __future__ import annotations

from django.db import transaction

from loket.applications.policies import Overtaken
from loket.audit.actor import Actor

from .. import lifecycle
from ..queries import outputs_left_over
from ..states import CLOCK

_ACTOR = Actor("system", "issuing.close_outputs")


def close_outputs() -> int:
    """Cancel what is still planned, in work or ready though its case was cancelled or refused; returns how many."""
    closed = 0
    for output in outputs_left_over():
        try:
            with transaction.atomic():
                lifecycle.move(output, "cancel", by=_ACTOR, slot=CLOCK)
        except Overtaken:
            continue
        closed += 1
    return closed
