"""What was sent has arrived."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loket.applications import lifecycle as cases
from loket.applications.models import Application
from loket.applications.policies import Officer, require_work
from loket.applications.states import Slot

from .. import lifecycle
from ..queries import outputs_of
from ..rules import all_done
from ..states import SENT
from .start_production import NothingToDo


def mark_delivered(application: Application, *, by: Officer) -> None:
    """Note the arrival; the case is completed. Raises ``NotAllowed``, ``NothingToDo`` or ``Overtaken``."""
    require_work(by, application, Slot.HAND_OVER)
    with transaction.atomic():
        outputs = list(outputs_of(application))
        away = [output for output in outputs if output.state == SENT]
        if not away:
            raise NothingToDo(_("Tidak ada kiriman yang sedang di jalan."))
        for output in away:
            output.application = application
            lifecycle.move(output, "deliver", by=by.actor, slot=Slot.HAND_OVER)
        if all_done(output.state for output in outputs):
            cases.move(application, "confirm_delivery", by=by.actor, slot=Slot.HAND_OVER)
