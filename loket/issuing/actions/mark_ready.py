"""The documents are made and wait at a place."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from loket.applications import lifecycle as cases
from loket.applications.models import Application
from loket.applications.policies import Officer, require_work
from loket.applications.rules import is_handed_over
from loket.applications.states import Slot
from loket.tenants.models import Office

from .. import lifecycle
from ..models import Output
from ..queries import outputs_of
from ..rules import all_made
from ..states import IN_PRODUCTION, READY
from ._case import made_by, ready_details
from .start_production import NothingToDo


def mark_ready(application: Application, *, by: Officer, place: Office, ready_from: datetime) -> list[Output]:
    """Mark the officer's finished outputs ready at ``place`` from ``ready_from``.

    When it is the last one, the case becomes ready and the applicant is told place, hours, what to bring and
    the code (S0-5, S0-6, S3-33). Raises ``NotAllowed``, ``NothingToDo`` or ``Overtaken``.
    """
    require_work(by, application, Slot.PROCESS)
    if not is_handed_over(application.service_version.definition):
        raise NothingToDo(_("Layanan ini tidak menyerahkan dokumen. Pilih Selesaikan."))
    with transaction.atomic():
        outputs = list(outputs_of(application))
        mine = [output for output in made_by(outputs, by) if output.state == IN_PRODUCTION]
        if not mine and not all_made(output.state for output in outputs):
            raise NothingToDo(_("Belum ada dokumen yang selesai dikerjakan di permohonan ini."))
        for output in mine:
            output.application = application
            lifecycle.move(output, "mark_ready", by=by.actor, slot=Slot.PROCESS, office=place)
        if all_made(output.state for output in outputs):
            waiting = [output for output in outputs if output.state == READY]
            cases.move(
                application,
                "mark_ready",
                by=by.actor,
                slot=Slot.PROCESS,
                details=ready_details(application, waiting, place=place, ready_from=ready_from),
                changes={"pickup_office": place, "ready_from": ready_from},
            )
    return mine
