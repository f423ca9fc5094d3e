"""What was sent came back and waits at the counter again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from loket.applications import lifecycle as cases
from loket.applications.models import Application
from loket.applications.policies import Officer, require_work
from loket.applications.states import Slot
from loket.tenants.models import Office

from .. import lifecycle
from ..queries import outputs_of
from ..states import SENT
from ._case import ready_details
from .start_production import NothingToDo


def bring_back(application: Application, *, by: Officer, place: Office, ready_from: datetime) -> None:
    """Let returned post wait at ``place``; the applicant is told. Raises ``NotAllowed`` or ``Overtaken``."""
    require_work(by, application, Slot.HAND_OVER)
    with transaction.atomic():
        away = [output for output in outputs_of(application) if output.state == SENT]
        if not away:
            raise NothingToDo(_("Tidak ada kiriman yang sedang di jalan."))
        for output in away:
            output.application = application
            lifecycle.move(output, "bring_back", by=by.actor, slot=Slot.HAND_OVER, office=place)
        cases.move(
            application,
            "bring_back",
            by=by.actor,
            slot=Slot.HAND_OVER,
            details=ready_details(application, away, place=place, ready_from=ready_from),
            changes={"pickup_office": place, "ready_from": ready_from},
        )
