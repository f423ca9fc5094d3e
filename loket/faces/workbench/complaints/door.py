"""How a view gets its complaint: the complaints counter and heads, and never whom it is about."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from loket.complaints.models import Complaint
from loket.complaints.policies import Overtaken, may_read
from loket.complaints.queries import complaint_numbered, what_happened
from loket.complaints.rules import DESK_ROLES, PREFIX

from ..officer import officer_here

#: Who opens these pages at all.
ROLES = tuple(sorted(DESK_ROLES))


def complaint_here(request: HttpRequest, reference: str) -> Complaint:
    """The complaint. Unknown, of another dinas, about the officer himself: the same 404."""
    found = complaint_numbered(reference)
    if found is None or not may_read(officer_here(request), found):
        raise Http404
    return found


def complaint_searched(request: HttpRequest, text: str) -> Complaint | None:
    """The complaint whose number was looked for, if the officer may read it."""
    if not text.strip().upper().startswith(PREFIX):
        return None
    found = complaint_numbered(text)
    return found if found is not None and may_read(officer_here(request), found) else None


def require_present(request: HttpRequest, complaint: Complaint) -> None:
    """Raises ``Overtaken`` (409) when the form was drawn before somebody else's step."""
    if request.POST.get("versi", "") != str(complaint.version):
        raise Overtaken(what_happened(complaint))
