"""The operator starts making the documents (entered in SIAK, now printed or awaiting the signature)."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loket.applications import lifecycle as cases
from loket.applications import states as case_states
from loket.applications.models import Application
from loket.applications.policies import Officer, require_work
from loket.applications.states import Slot
from loket.foundation.kernel.errors import Refusal

from .. import lifecycle
from ..models import Output
from ..states import FAILED, PLANNED
from ._case import made_by, plan


class NothingToDo(Refusal):
    """No output of this case waits for this step by this officer."""

    default_code = "nothing_to_do"
    default_status = 409


def start_production(application: Application, *, by: Officer) -> list[Output]:
    """Start every planned or failed output that ``by`` makes; the first one moves the case.

    In a bundle each role starts its own pieces (services data, ``processed_by.then``). Raises
    ``NotAllowed``, ``NothingToDo`` or ``Overtaken``.
    """
    require_work(by, application, Slot.PROCESS)
    with transaction.atomic():
        if application.state == case_states.IN_PROCESS:
            cases.move(application, "start_production", by=by.actor, slot=Slot.PROCESS)
        mine = [output for output in made_by(plan(application), by) if output.state in {PLANNED, FAILED}]
        if not mine or application.state != case_states.IN_PRODUCTION:
            raise NothingToDo(_("Tidak ada dokumen yang menunggu dikerjakan oleh Anda di permohonan ini."))
        for output in mine:
            output.application = application
            lifecycle.move(output, "start", by=by.actor, slot=Slot.PROCESS)
    return mine
