"""An officer finds that the data of a case and those of the centre differ, and opens a complaint for it (S2-14)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loket.applications import messages as case_messages
from loket.applications.models import Application
from loket.applications.policies import Officer
from loket.audit.actions.record import record
from loket.foundation.kernel.text import plain
from loket.tenants.scope import joined

from .. import states
from ..labels import DATA_FAULT
from ..models import Complaint, Origin, Voice
from ..policies import ComplaintRefused, NotAllowed, may_report_fault
from ..rules import LONGEST_NOTE
from ._open import opened
from ._tell import day_promised, tell


def report_data_fault(application: Application, text: str, *, by: Officer) -> Complaint:
    """Open a complaint "data tidak sinkron" linked with the case, and tell the applicant.

    ``text``: what does not match, as the applicant reads it. Raises ``NotAllowed`` (403), and
    ``ComplaintRefused`` (422) without words, for a draft, or while one is open for this case already.
    """
    reason = may_report_fault(by, application)
    if reason is not None:
        raise NotAllowed(reason)
    words = plain(text, max_length=LONGEST_NOTE, multiline=True)
    if not words:
        raise ComplaintRefused(_("Tulis data apa yang tidak sinkron."), field="tidak_sinkron")
    with joined():
        Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
        earlier = _open_fault(application)
        if earlier is not None:
            said = _("Untuk permohonan ini sudah ada aduan %(number)s yang belum dijawab.")
            raise ComplaintRefused(said % {"number": earlier.reference}, field="tidak_sinkron")
        return _opened(application, words, by=by)


def _open_fault(application: Application) -> Complaint | None:
    found: Complaint | None = Complaint.objects.filter(
        application=application, topic=DATA_FAULT, state__in=sorted(states.OPEN)
    ).first()
    return found


def _opened(application: Application, words: str, *, by: Officer) -> Complaint:
    applicant, language = application.applicant, application.applicant.account.language or "id"
    columns = {
        "topic": DATA_FAULT,
        "origin": Origin.OFFICE,
        "name": applicant.name,
        "phone": applicant.phone or "",
        "language": language,
        "resident": applicant,
        "application": application,
        "claimed_number": application.reference,
    }
    complaint = opened(columns, words, voice=Voice.OFFICE, by=by.actor)
    for kind, ref in (("complaint", complaint.reference), ("application", application.reference)):
        record(
            "complaints.fault_reported",
            actor=by.actor,
            obj_type=kind,
            obj_ref=ref,
            detail={"complaint": complaint.reference},
        )
    tell(
        complaint,
        "complaints.data_fault",
        layanan=case_messages.service_title(application, language),
        permohonan=application.reference,
        batas=day_promised(complaint),
    )
    return complaint
