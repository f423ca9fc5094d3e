"""The officer of a request, as policies and queries of cases look at him."""

from __future__ import annotations

from django.http import HttpRequest

from loket.applications.officers import officer_of
from loket.applications.policies import Officer
from loket.staff.models import Membership

from .gate import officer_actor


def membership_here(request: HttpRequest) -> Membership:
    """The membership that the gate found; only behind ``officer_required``."""
    membership: Membership = request.membership  # type: ignore[attr-defined]  # set by officer_required
    return membership


def officer_here(request: HttpRequest) -> Officer:
    """Roles (with those they cover), print zone and own identity of the officer; made once per request."""
    made: Officer | None = getattr(request, "_officer", None)
    if made is None:
        made = officer_of(membership_here(request), officer_actor(request))
        request._officer = made  # type: ignore[attr-defined]  # kept for this request
    return made
