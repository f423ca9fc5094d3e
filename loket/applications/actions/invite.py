"""The verifier asks the resident to come once: recording, signing, interview."""

from __future__ import annotations

from .. import lifecycle
from ..models import Application, Step
from ..policies import Officer, require_work
from ..states import Slot


def invite(application: Application, *, by: Officer, place: str, when: str, bring: str) -> Step:
    """Let the approved case wait for a visit; the message says where, when and what to bring (S2-12).

    Raises ``NotAllowed``, ``NeedMissing`` when the service needs no visit, or ``Overtaken``.
    """
    require_work(by, application, Slot.VERIFY)
    return lifecycle.move(
        application,
        "invite",
        by=by.actor,
        slot=Slot.VERIFY,
        details={"tempat": place, "waktu": when, "bawa": bring},
    )
