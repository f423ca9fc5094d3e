"""The one-hour service: a walk-in's case goes straight on with the officer who took it in (seed S3-2)."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loket.applications.actions.approve import approve
from loket.applications.actions.claim import claim
from loket.applications.actions.take_into_process import take_into_process
from loket.applications.models import Application
from loket.applications.policies import NotAllowed, Officer, may_work, require_work
from loket.applications.states import Slot


@transaction.atomic
def serve_now(application: Application, *, by: Officer) -> Application:
    """Check and, where the two-person rule and the officer's roles permit, take into process at once.

    The officer has compared the originals at the counter, which is what checking is. Otherwise the case stays
    approved and waits for a colleague. Raises ``NotAllowed`` (also for a case of another channel or hand),
    ``Overtaken``, ``PapersDoubted``.
    """
    if application.assisted_by_id != by.membership_id or not application.counter_minutes:
        raise NotAllowed(_("Hanya berkas layanan satu jam yang Anda terima sendiri di loket ini."))
    require_work(by, application, Slot.VERIFY)
    claim(application, by=by)
    approve(application, by=by)
    if may_work(by, application, Slot.PROCESS) is None and _needs_no_visit(application):
        take_into_process(application, by=by)
    return application


def _needs_no_visit(application: Application) -> bool:
    return not application.service_version.definition.get("visit")
