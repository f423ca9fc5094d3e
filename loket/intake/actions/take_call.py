"""An officer opens a request to be called; from here on the number is on his screen, and that is on record."""

from __future__ import annotations

from loket.staff.models import Membership

from .. import lifecycle
from ..models import CallRequest


def take_call(call: CallRequest, *, by: Membership) -> CallRequest:
    """Take it. Raises ``CallTaken`` when a colleague was first."""
    return lifecycle.move(call, "call", by=by)
