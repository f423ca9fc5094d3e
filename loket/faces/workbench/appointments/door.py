"""Whose line an officer may see: by his roles, and by his office where his zone binds him to one."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.http import Http404, HttpRequest

from loket.appointments.labels import KINDS
from loket.appointments.models import Booking, Schedule
from loket.appointments.policies import kinds_seen, may_attend, may_see_office
from loket.appointments.queries import all_schedules, booking_named
from loket.foundation.kernel import clock
from loket.tenants.models import Office
from loket.tenants.scope import current_tenant

from ..officer import membership_here, officer_here

#: The line an officer looked at last, kept in his session for the next page.
OFFICE_KEY = "jadwal_kantor"
_FARTHEST = timedelta(days=366)


def kinds_here(request: HttpRequest) -> list[str]:
    """The kinds of visit this officer has a part in, in their order."""
    seen = kinds_seen(officer_here(request).roles)
    return [kind for kind in KINDS if kind in seen]


def schedules_here(request: HttpRequest) -> list[Schedule]:
    """The open counters among them, in every office he may see."""
    kinds, membership = kinds_here(request), membership_here(request)
    return [
        one
        for one in all_schedules()
        if one.is_open and one.kind in kinds and may_see_office(membership, one.office_id)
    ]


def offices_here(request: HttpRequest) -> list[Office]:
    """The offices whose line he may see: his own, those with a counter, and the dinas itself."""
    membership = membership_here(request)
    if membership.zone_id is not None:
        return [membership.office]
    ids = {one.office_id for one in schedules_here(request)} | {membership.office_id}
    return list(Office.objects.filter(pk__in=ids).order_by("-is_main", "name"))


def office_here(request: HttpRequest, offices: list[Office]) -> Office:
    """The office named in the address, else the one looked at last, else his own. Others are 404."""
    wanted = request.GET.get("kantor") or request.POST.get("kantor", "")
    if wanted:
        found = next((one for one in offices if one.slug == wanted), None)
        if found is None:
            raise Http404
        request.session[OFFICE_KEY] = found.slug
        return found
    kept = request.session.get(OFFICE_KEY, "")
    own = membership_here(request).office_id
    return (
        next((one for one in offices if one.slug == kept), None)
        or next((one for one in offices if one.pk == own), None)
        or offices[0]
    )


def day_here(request: HttpRequest) -> date:
    """The day in the address, else today; what is no day, or more than a year away, is today."""
    today = clock.today(current_tenant().zone)
    try:
        day = date.fromisoformat(request.GET.get("hari", ""))
    except ValueError:
        return today
    return day if abs(day - today) <= _FARTHEST else today


def booking_here(request: HttpRequest, public_id: uuid.UUID) -> Booking:
    """An appointment of a line the officer has a part in; any other does not exist for him (404)."""
    booking = booking_named(public_id)
    if booking is None or not may_attend(
        booking, by=officer_here(request), membership=membership_here(request)
    ):
        raise Http404
    return booking
