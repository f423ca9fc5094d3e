"""An officer finds that it is no complaint at all."""

from __future__ import annotations

from django.db import transaction

from loket.applications.policies import Officer

from .. import lifecycle, states
from ..models import Complaint
from ..policies import require_handle


def mark_spam(complaint: Complaint, *, by: Officer) -> Complaint:
    """Put it away; nobody is told. Raises ``NotAllowed`` and ``Overtaken``."""
    require_handle(by, complaint)
    with transaction.atomic():
        return lifecycle.move(complaint, "mark_spam", slot=states.OFFICER, by=by.actor)
