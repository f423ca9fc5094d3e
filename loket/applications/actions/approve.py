"""The verifier declares papers and answers complete and right."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import joined

from .. import lifecycle
from ..models import Application, Step
from ..models.attachment import Verdict
from ..policies import Officer, require_lock, require_work
from ..queries import current_papers
from ..states import Slot
from .keep_in_locker import keep_in_locker


class PapersDoubted(Refusal):
    """A paper is marked as needing correction, so the whole cannot be approved."""

    default_code = "papers_doubted"


def approve(application: Application, *, by: Officer, note: str = "") -> Step:
    """Approve; the service clock starts and the message leaves after ten seconds.

    What was checked stays in the applicant's locker for the next application.

    Raises ``NotAllowed``, ``PapersDoubted``, ``MoveUnknown`` or ``Overtaken``.
    """
    require_work(by, application, Slot.VERIFY)
    require_lock(by, application)
    if current_papers(application).filter(verdict=Verdict.BAD).exists():
        raise PapersDoubted(
            _("Ada berkas yang ditandai perlu diperbaiki. Minta perbaikan, atau ubah tandanya dulu.")
        )
    with joined():
        step = lifecycle.move(
            application,
            "approve",
            by=by.actor,
            slot=Slot.VERIFY,
            note=note,
            changes={"approved_by": by.actor.id},
        )
        keep_in_locker(application, at=step.at)
    return step
