"""Send a returned application again after mending it."""

from __future__ import annotations

from django.db import transaction

from loket.audit.actor import Actor

from .. import completeness, lifecycle, states
from ..consulting import consult_on_arrival
from ..models import Application
from . import _draft


def resubmit(application: Application, *, by: Actor) -> Application:
    """Send the mended application again; number, history and everything that was right stay.

    Idempotent: one that was sent again a moment ago is returned as it is. Raises ``RequirementsIncomplete``
    when a mended paper cannot be opened, ``NeedMissing`` while something is not mended, ``NotEditable``.
    """
    with transaction.atomic():
        current = _draft.locked(application)
        if current.state in {states.SUBMITTED, states.IN_VERIFICATION} and current.resubmissions:
            return current
        if current.state != states.RETURNED:
            raise _draft.NotEditable
        completeness.check(current)
        lifecycle.move(current, "resubmit", by=by, slot=states.Slot.APPLICANT)
        consult_on_arrival(current, by=by)
    return current
