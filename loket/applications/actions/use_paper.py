"""Take a paper out of the resident's locker into an application."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import joined

from .. import locker_match
from ..models import Application, Attachment
from ..surroundings import office_now
from . import _draft
from ._kept import attach_kept


class NotInLocker(Refusal):
    """The paper was deleted meanwhile, has grown too old, or is about somebody else."""

    default_code = "not_in_locker"
    default_status = 409

    def __init__(self, slug: str) -> None:
        super().__init__(_("Foto yang tersimpan sudah tidak ada. Ambil foto baru."), field=slug)


def use_paper(application: Application, slug: str) -> list[Attachment]:
    """Attach the kept paper that fits the paper ``slug``, with the day it was checked; tapped twice, once.

    Raises ``NotInLocker``, and what ``attach_all`` raises.
    """
    with joined():  # refuses before it writes
        current = _draft.locked(application)
        full = current.service_version.form.complete(current.read_answers(), office_now())
        kept = locker_match.papers_for(current, full).get(slug)
        if kept is None:
            raise NotInLocker(slug)
        rows = attach_kept(current, slug, kept)
        record(
            "applications.use_kept_paper",
            obj_type="application",
            obj_ref=current.reference,
            detail={"paper": slug},
        )
    return rows
