"""The verifier says of one paper whether it will do."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loket.foundation.kernel.errors import Refusal

from .. import reasons
from ..models import Application, Attachment
from ..models.attachment import Verdict
from ..policies import Officer, require_lock, require_work
from ..states import Slot


def judge_paper(
    application: Application, paper: Attachment, *, by: Officer, verdict: str, doubt: str = ""
) -> None:
    """Note good, bad or nothing on one paper of the officer's own open case (S4-18).

    ``doubt``: code of the packaged reason why it will not do; asking for corrections starts from it. Raises
    ``NotAllowed``, or ``Refusal`` for an unknown verdict or reason.
    """
    require_work(by, application, Slot.VERIFY)
    require_lock(by, application)
    if verdict not in Verdict.values:
        raise Refusal(_("Tanda ini tidak dikenal."), code="verdict_unknown")
    if doubt and (verdict != Verdict.BAD or reasons.reason_of("paper", doubt) is None):
        raise Refusal(_("Pilih alasan dari daftar."), code="reason_unknown")
    Attachment.objects.filter(pk=paper.pk, application=application).update(verdict=verdict, doubt=doubt)
