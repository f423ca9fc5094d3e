"""An officer brings back what was taken for no complaint."""

from __future__ import annotations

from django.db import transaction

from loket.applications.policies import Officer

from .. import lifecycle, states
from ..models import Complaint
from ..policies import require_handle


def take_back(complaint: Complaint, *, by: Officer) -> Complaint:
    """It waits for an answer again, since the moment it came. Raises ``NotAllowed`` and ``Overtaken``."""
    require_handle(by, complaint)
    with transaction.atomic():
        return lifecycle.move(complaint, "take_back", slot=states.OFFICER, by=by.actor)
