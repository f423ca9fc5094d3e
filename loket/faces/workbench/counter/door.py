"""How a page of the counter gets its person: a live sitting of this very officer or helper, or 404."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from loket.intake.models import Sitting
from loket.intake.policies import COUNTER_ROLE
from loket.intake.queries import HELPER_ROLES, is_helper, sitting_of
from loket.intake.rules import SITTING_KEY

from ..gate import the_membership

#: Who may sit beside people.
BESIDE_ROLES = (COUNTER_ROLE, *sorted(HELPER_ROLES))
#: Who may answer calls.
CALL_ROLES = (COUNTER_ROLE, "petugas_pengaduan")


def own_sitting(request: HttpRequest, public_id: uuid.UUID) -> Sitting:
    """The sitting. Ended, of a colleague, of another dinas: the same 404 (security rule 6)."""
    found = sitting_of(the_membership(request), public_id)
    if found is None:
        raise Http404
    return found


def turn_to(request: HttpRequest, sitting: Sitting) -> None:
    """From here on the resident's pages on this browser are filled for this person."""
    request.session[SITTING_KEY] = str(sitting.public_id)


def is_helper_here(request: HttpRequest) -> bool:
    """Whether the page is opened by a helper and not by the office's own counter."""
    return is_helper(the_membership(request))
