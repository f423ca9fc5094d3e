"""An officer asks for the next case: the oldest that waits for him."""

from __future__ import annotations

from ..models import Application, ApplicationQuerySet
from ..policies import Officer
from .claim import claim


def claim_next(waiting: ApplicationQuerySet, *, by: Officer) -> Application | None:
    """Claim the first of ``waiting`` (ordered) that nobody else is taking at this moment; None when empty.

    Two officers asking at once get two cases; his own and his family's are left to others. Raises
    ``NotAllowed`` as ``claim`` does.
    """
    if by.nik_hash:
        waiting = waiting.exclude(subject_hash=by.nik_hash)
    if by.kk_hash:
        waiting = waiting.exclude(household_hash=by.kk_hash)
    application: Application | None = waiting.select_for_update(of=("self",), skip_locked=True).first()
    if application is not None:
        claim(application, by=by)
    return application
