"""The person says with one press whether the answer helped."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.audit.actor import Actor

from .. import states
from ..models import Complaint
from ..policies import ComplaintRefused


def rate(complaint: Complaint, *, is_content: bool, by: Actor) -> Complaint:
    """Keep it; pressed again, the last one counts. Raises ``ComplaintRefused`` while nothing was answered."""
    if complaint.state not in {states.ANSWERED, states.CLOSED}:
        raise ComplaintRefused(_("Belum ada jawaban yang bisa dinilai."))
    if complaint.is_content == is_content:
        return complaint
    complaint.is_content = is_content
    with transaction.atomic():
        complaint.save(update_fields=["is_content"])
        record(
            "complaints.rated",
            actor=Actor(by.kind) if complaint.is_confidential else by,
            obj_type="complaint",
            obj_ref=complaint.reference,
            detail={"content": is_content},
        )
    return complaint
