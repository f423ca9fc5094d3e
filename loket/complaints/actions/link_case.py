"""An officer links a complaint with the case it is about."""

from __future__ import annotations

from django.db import transaction

from loket.applications.models import Application
from loket.applications.policies import Officer
from loket.audit.actions.record import record

from ..models import Complaint
from ..policies import require_handle
from ..queries import officers_at


def link_case(complaint: Complaint, application: Application, *, by: Officer) -> Complaint:
    """Link them; where it is about officers, those who worked on the case are kept out from now on.

    The caller's door has let ``by`` see the case. Raises ``NotAllowed``.
    """
    require_handle(by, complaint)
    complaint.application = application
    if complaint.is_about_officers:
        complaint.concerns = sorted({*complaint.concerns, *officers_at(application)})
    with transaction.atomic():
        complaint.save(update_fields=["application", "concerns"])
        record(
            "complaints.linked",
            actor=by.actor,
            obj_type="complaint",
            obj_ref=complaint.reference,
            detail={"application": application.reference},
        )
    return complaint
