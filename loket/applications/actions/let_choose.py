"""The verifier asks the resident to come, at a day and hour he chooses himself."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from .. import lifecycle
from ..models import Application, Step
from ..policies import Officer, require_work
from ..states import Slot


def let_choose(application: Application, *, by: Officer, place: str, bring: str) -> Step:
    """Let the approved case wait for a visit without an hour yet; the message asks to choose one (S2-12, S4-23).

    Raises ``NotAllowed``, ``NeedMissing`` when the service needs no visit, or ``Overtaken``.
    """
    require_work(by, application, Slot.VERIFY)
    with override(application.applicant.account.language or "id"):
        told = {"tempat": place, "waktu": _("pilih hari dan jamnya di Jadwal saya"), "bawa": bring}
        sentence = _("Pilih hari dan jam Anda datang. Bawa: %(bawa)s.") % told
    return lifecycle.move(
        application,
        "invite",
        by=by.actor,
        slot=Slot.VERIFY,
        note=bring,
        sentence=sentence,
        details=told,
        changes={"visit_at": None},
    )
