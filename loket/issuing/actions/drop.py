"""One document of a bundle is not issued after all: there is no surviving spouse, the child has a KIA already."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loket.applications import lifecycle as cases
from loket.applications.models import Application
from loket.applications.policies import Officer, require_work
from loket.applications.states import Slot

from .. import lifecycle
from ..models import Output
from ..queries import outputs_of
from ..rules import all_done
from ..states import CANCELLED, UNMADE
from .start_production import NothingToDo


def drop(output: Output, *, by: Officer) -> None:
    """Leave one output out; at least one must remain. When all others are with the applicant, the case is completed.

    Raises ``NotAllowed``, ``NothingToDo`` for the last one or one that is made, or ``Overtaken``.
    """
    application: Application = output.application
    require_work(by, application, Slot.PROCESS)
    with transaction.atomic():
        others = [one for one in outputs_of(application) if one.pk != output.pk and one.state != CANCELLED]
        if not others or output.state not in UNMADE:
            raise NothingToDo(_("Dokumen ini tidak bisa dihapus dari permohonan. Batalkan permohonannya."))
        lifecycle.move(output, "cancel", by=by.actor, slot=Slot.PROCESS)
        if all_done(one.state for one in others):
            cases.move(application, "complete", by=by.actor, slot=Slot.PROCESS)
