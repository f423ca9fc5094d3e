"""Tell the applicant that a case which began on paper is in the system now."""

from __future__ import annotations

from loket.notifications.actions.queue import queue

from .. import messages, states
from ..models import Application
from ..queries import latest_step


def announce_receipt(application: Application) -> bool:
    """Promise the message of receipt; False when the case has moved on, or there is no address. Once only."""
    step = latest_step(application)
    if application.state != states.SUBMITTED or step is None or step.move != "submit":
        return False
    ref = f"{application.reference}/{step.version}"
    promised = queue(
        messages.SUBMITTED.key,
        to=messages.recipient(application),
        variables=messages.variables(messages.SUBMITTED.key, application, step, {}),
        ref=ref,
        dedupe=f"receipt:{ref}",
        service=application.service.code,
    )
    return bool(promised)
