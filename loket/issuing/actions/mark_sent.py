"""The documents leave by post or e-mail."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from loket.applications import lifecycle as cases
from loket.applications import states as case_states
from loket.applications.models import Application
from loket.applications.policies import Officer, require_work
from loket.applications.states import WORKED_BY, Slot
from loket.foundation.kernel.errors import Refusal

from .. import labels, lifecycle
from ..models import Output
from ..queries import outputs_of
from ..states import IN_PRODUCTION, READY, SENT, UNMADE
from ._case import document_names
from .start_production import NothingToDo


class NotByMail(Refusal):
    """A card or a note on a register cannot be e-mailed; ``field`` is the post's number."""

    default_code = "not_by_mail"


def mark_sent(application: Application, *, by: Officer, tracking: str = "") -> list[Output]:
    """Send everything that is made, with the post's number or, without one, by e-mail (S3-35, S1-12).

    From production by the operator, from the counter by those who hand over. Raises ``NotAllowed``,
    ``NotByMail``, ``NothingToDo`` while something is still to be made, or ``Overtaken``.
    """
    slot = WORKED_BY.get(application.state, Slot.PROCESS)
    require_work(by, application, slot)
    starts_at = READY if application.state == case_states.READY else IN_PRODUCTION
    with transaction.atomic():
        outputs = list(outputs_of(application))
        leaving = [output for output in outputs if output.state == starts_at]
        unmade = [output for output in outputs if output.state in UNMADE and output not in leaving]
        if not leaving or unmade:
            raise NothingToDo(_("Masih ada dokumen yang belum selesai dibuat."))
        _check_way(leaving, tracking)
        for output in leaving:
            output.application = application
            lifecycle.move(output, "send", by=by.actor, slot=slot, tracking=tracking)
        details = _details(application, [output for output in outputs if output.state == SENT], tracking)
        cases.move(application, "send", by=by.actor, slot=slot, details=details)
    return leaving


def _check_way(leaving: list[Output], tracking: str) -> None:
    cards = [output for output in leaving if labels.is_card(output.kind)]
    if cards and not tracking:
        words = _(
            "%(name)s tidak bisa dikirim lewat e-mail. Isi nomor kiriman Pos, atau tandai siap diambil."
        )
        raise NotByMail(words % {"name": document_names(cards)}, field="resi")


def _details(application: Application, outputs: list[Output], tracking: str) -> dict[str, str]:
    with override(application.applicant.account.language or "id"):
        way = (
            _("lewat Pos, nomor kiriman %(number)s") % {"number": tracking}
            if tracking
            else _("ke e-mail Anda")
        )
        return {"dokumen": document_names(outputs), "cara": way}
