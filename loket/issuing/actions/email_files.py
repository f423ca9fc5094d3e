"""In a bundle the documents that are files leave by e-mail at once; the card is collected later."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from loket.applications import messages
from loket.applications import states as case_states
from loket.applications.models import Application
from loket.applications.policies import Officer, require_work
from loket.applications.states import Slot
from loket.notifications.actions.queue import queue

from .. import lifecycle
from ..models import Output
from ..queries import outputs_of
from ..rules import is_file
from ..states import DONE, IN_PRODUCTION
from ._case import document_names, made_by
from .start_production import NothingToDo


def email_files(application: Application, *, by: Officer) -> list[Output]:
    """Note that the officer's finished files were e-mailed; the case waits for what is not a file.

    The applicant is told which documents to look for. Convention of the services data: the way to receive is
    chosen for the card, the PDFs may always be e-mailed as well. Raises ``NotAllowed``, ``NothingToDo`` (no
    e-mail address, or nothing would be left to hand over) or ``Overtaken``.
    """
    require_work(by, application, Slot.PROCESS)
    if application.state != case_states.IN_PRODUCTION or not application.applicant.email:
        raise NothingToDo(_("Pemohon tidak memberi alamat e-mail."))
    with transaction.atomic():
        outputs = list(outputs_of(application))
        files = [one for one in made_by(outputs, by) if one.state == IN_PRODUCTION and is_file(one.kind)]
        rest = [one for one in outputs if one not in files and one.state not in DONE]
        if not files or not rest:
            raise NothingToDo(_("Belum ada dokumen yang selesai dikerjakan di permohonan ini."))
        for output in files:
            output.application = application
            lifecycle.move(output, "conclude", by=by.actor, slot=Slot.PROCESS)
        _tell(application, files)
    return files


def _tell(application: Application, files: list[Output]) -> None:
    language = application.applicant.account.language or "id"
    with override(language):
        details = {"dokumen": document_names(files), "cara": _("ke e-mail Anda")}
    common = {"layanan": messages.service_title(application, language), "nomor": application.reference}
    queue(
        "applications.sent",
        to=messages.recipient(application),
        variables=common | details,
        ref=f"{application.reference}/berkas-{files[0].position}",
        service=application.service.code,
    )
