"""The verifier asks the resident to come once: recording, signing, interview."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from .. import lifecycle
from ..models import Application, Step
from ..policies import Officer, require_work
from ..states import Slot


def invite(application: Application, *, by: Officer, place: str, when: str, bring: str) -> Step:
    """Let the approved case wait for a visit; message and status page say where, when and what to bring (S2-12).

    Raises ``NotAllowed``, ``NeedMissing`` when the service needs no visit, or ``Overtaken``.
    """
    require_work(by, application, Slot.VERIFY)
    told = {"tempat": place, "waktu": when, "bawa": bring}
    with override(application.applicant.account.language or "id"):
        sentence = _("Datang ke %(tempat)s, %(waktu)s. Bawa: %(bawa)s.") % told
    return lifecycle.move(
        application,
        "invite",
        by=by.actor,
        slot=Slot.VERIFY,
        sentence=sentence,
        details=told,
    )
