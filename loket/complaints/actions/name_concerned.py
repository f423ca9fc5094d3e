"""An officer names the colleague a complaint is about, so that it is kept from him."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loket.applications.policies import Officer
from loket.audit.actions.record import record
from loket.staff.models import Membership

from ..models import Complaint
from ..policies import ComplaintRefused, require_handle


def name_concerned(complaint: Complaint, colleague: Membership | None, *, by: Officer) -> Complaint:
    """Keep it from ``colleague``; if he had it, nobody has it now. Raises ``NotAllowed``, ``ComplaintRefused``."""
    require_handle(by, complaint)
    if colleague is None or not complaint.is_about_officers or colleague.pk == by.membership_id:
        raise ComplaintRefused(_("Pilih petugas yang dikeluhkan."), field="dikeluhkan")
    complaint.concerns = sorted({*complaint.concerns, str(colleague.account.public_id)})
    if complaint.assignee_id == colleague.pk:
        complaint.assignee = None
    with transaction.atomic():
        complaint.save(update_fields=["concerns", "assignee"])
        record(
            "complaints.concerned_named",
            actor=by.actor,
            obj_type="complaint",
            obj_ref=complaint.reference,
            detail={"named": len(complaint.concerns)},
        )
    return complaint
