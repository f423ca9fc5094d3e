"""A service that hands nothing over ends at the operator's desk (S3-36)."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loket.applications import lifecycle as cases
from loket.applications.models import Application
from loket.applications.policies import Officer, require_work
from loket.applications.rules import is_handed_over
from loket.applications.states import Slot
from loket.foundation.kernel.errors import Refusal

from .. import lifecycle
from ..queries import outputs_of
from ..states import IN_PRODUCTION, UNMADE


class HandOverDue(Refusal):
    """Something must pass over the counter first."""

    default_code = "hand_over_due"
    default_status = 409


def conclude(application: Application, *, by: Officer, note: str = "") -> None:
    """Complete a case that yields only news, or whose applicant chose no document.

    Raises ``NotAllowed``, ``HandOverDue`` when there is something to hand over, or ``Overtaken``.
    """
    require_work(by, application, Slot.PROCESS)
    definition = application.service_version.definition
    if is_handed_over(definition) and application.delivery != "tanpa_dokumen":
        raise HandOverDue(_("Dokumen ini diserahkan di loket. Tandai siap diambil dulu."))
    with transaction.atomic():
        outputs = list(outputs_of(application))
        if any(output.state in UNMADE and output.state != IN_PRODUCTION for output in outputs):
            raise HandOverDue(_("Masih ada dokumen yang belum selesai dibuat."))
        for output in outputs:
            if output.state == IN_PRODUCTION:
                output.application = application
                lifecycle.move(output, "conclude", by=by.actor, slot=Slot.PROCESS)
        cases.move(application, "complete", by=by.actor, slot=Slot.PROCESS, note=note)
