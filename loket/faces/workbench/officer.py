"""The officer of a request, as policies and queries of cases look at him."""

from __future__ import annotations

from django.http import HttpRequest

from loket.applications.policies import Officer
from loket.staff.labels import COVERS
from loket.staff.models import Membership
from loket.staff.queries import kecamatan_of

from .gate import officer_actor


def membership_here(request: HttpRequest) -> Membership:
    """The membership that the gate found; only behind ``officer_required``."""
    membership: Membership = request.membership  # type: ignore[attr-defined]  # set by officer_required
    return membership


def officer_here(request: HttpRequest) -> Officer:
    """Roles (with those they cover), print zone and own identity of the officer; made once per request."""
    made: Officer | None = getattr(request, "_officer", None)
    if made is None:
        made = _officer(request, membership_here(request))
        request._officer = made  # type: ignore[attr-defined]  # kept for this request
    return made


def _officer(request: HttpRequest, membership: Membership) -> Officer:
    roles = frozenset(membership.roles)
    return Officer(
        actor=officer_actor(request),
        membership_id=membership.pk,
        roles=roles.union(*(COVERS.get(role, frozenset()) for role in roles)),
        kecamatan=kecamatan_of(membership) if membership.zone_id is not None else None,
        nik_hash=bytes(membership.nik_hash or b""),
        kk_hash=bytes(membership.kk_hash or b""),
    )
