"""The verifier asks the resident to come once: recording, signing, interview."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant

from .. import lifecycle, messages, rules
from ..models import Application, Step
from ..policies import Officer, require_work
from ..states import Slot


class VisitTimeRefused(Refusal):
    """Nobody can come then: it is over, too far away, or the office is closed that day."""

    default_code = "visit_time"


def invite(application: Application, *, by: Officer, place: str, at: datetime, bring: str) -> Step:
    """Let the approved case wait for a visit; message and status page say where, when and what to bring (S2-12).

    Raises ``VisitTimeRefused`` (field "hari"), ``NotAllowed``, ``NeedMissing`` when the service needs no visit,
    or ``Overtaken``.
    """
    require_work(by, application, Slot.VERIFY)
    _require_possible(at)
    with override(application.applicant.account.language or "id"):
        told = {"tempat": place, "waktu": messages.moment_text(at), "bawa": bring}
        sentence = _("Datang ke %(tempat)s, %(waktu)s. Bawa: %(bawa)s.") % told
    return lifecycle.move(
        application,
        "invite",
        by=by.actor,
        slot=Slot.VERIFY,
        sentence=sentence,
        details=told,
        changes={"visit_at": at},
    )


def _require_possible(at: datetime) -> None:
    now, calendar = clock.now(), current_tenant().calendar()
    if not now < at < now + rules.FARTHEST_VISIT:
        raise VisitTimeRefused(
            _("Pilih hari dan jam yang belum lewat, paling jauh 90 hari lagi."), field="hari"
        )
    if not calendar.is_working_day(at.astimezone(calendar.zone).date()):
        raise VisitTimeRefused(_("Kantor tutup pada hari itu. Pilih hari kerja."), field="hari")
