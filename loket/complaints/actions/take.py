"""An officer says that he deals with a complaint."""

from __future__ import annotations

from django.db import transaction

from loket.applications.policies import Officer

from .. import lifecycle, states
from ..models import Complaint
from ..policies import require_handle


def take(complaint: Complaint, *, by: Officer) -> Complaint:
    """It is his from now on. Raises ``NotAllowed``, and ``Overtaken`` when a colleague was first."""
    require_handle(by, complaint)
    with transaction.atomic():
        return lifecycle.move(
            complaint, "take", slot=states.OFFICER, by=by.actor, assignee_id=by.membership_id
        )
