"""Through the door: who may read a complaint here. Its own account, or a browser that gave both keys lately."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest

from loket.complaints.models import Complaint
from loket.complaints.queries import complaint_numbered
from loket.foundation.kernel import clock

from ..gate import account_here, resident_here

#: Name in the session of the complaints opened in this browser, each with the moment it was.
_KEY = "aduan"
#: A browser may be a borrowed one: then the keys are asked for again.
_OPEN_FOR = timedelta(minutes=30)
#: As many are remembered.
_MOST = 5


def remember(request: HttpRequest, complaint: Complaint) -> None:
    """From now on this browser may read the complaint, for a while."""
    known = dict(request.session.get(_KEY, {}))
    known[complaint.reference] = int(clock.now().timestamp())
    newest = sorted(known.items(), key=lambda one: one[1])[-_MOST:]
    request.session[_KEY] = dict(newest)


def complaint_here(request: HttpRequest, reference: str) -> Complaint | None:
    """The complaint, if the visitor may read it; unknown and somebody else's are the same None. Needs a scope."""
    found = complaint_numbered(reference)
    if found is None or not (_is_own(request, found) or _was_opened(request, found)):
        return None
    return found


def _is_own(request: HttpRequest, complaint: Complaint) -> bool:
    if complaint.resident_id is None or account_here(request) is None:
        return False
    resident = resident_here(request)
    return resident is not None and resident.pk == complaint.resident_id


def _was_opened(request: HttpRequest, complaint: Complaint) -> bool:
    since = request.session.get(_KEY, {}).get(complaint.reference)
    return since is not None and clock.now().timestamp() - since < _OPEN_FOR.total_seconds()
