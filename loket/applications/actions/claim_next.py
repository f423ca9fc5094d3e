"""An officer asks for the next case: the oldest that waits for him."""

from __future__ import annotations

from ..models import Application, ApplicationQuerySet
from ..policies import Officer, is_own_case
from .claim import claim

#: How many of the oldest are looked at; those locked by others' requests and one's own are skipped.
_LOOK_AHEAD = 5


def claim_next(waiting: ApplicationQuerySet, *, by: Officer) -> Application | None:
    """Claim the first of ``waiting`` (ordered) that nobody else is taking at this moment; None when empty.

    Two officers asking at once get two cases. Raises ``NotAllowed`` as ``claim`` does.
    """
    rows = waiting.select_for_update(of=("self",), skip_locked=True)[:_LOOK_AHEAD]
    for application in rows:
        if is_own_case(by, application):
            continue
        claim(application, by=by)
        return application
    return None
