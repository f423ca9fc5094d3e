"""Questions about sittings, helpers and calls."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet

from loket.accounts.models import Account
from loket.applications.models import Application
from loket.foundation.kernel import clock
from loket.residents.models import Resident
from loket.staff.models import Membership
from loket.tenants.scope import current_tenant

from . import states
from .models import CallRequest, HelperTerms, Place, Sitting

#: Roles whose holders sit outside the office and see no desk.
HELPER_ROLES = frozenset({"pendamping", "operator_desa"})


def is_helper(membership: Membership) -> bool:
    """Whether the membership is a helper's and nothing more."""
    return bool(membership.roles) and set(membership.roles) <= HELPER_ROLES


def terms_of(username: str) -> HelperTerms | None:
    """What the helper with this user name may do; None where the office has not said."""
    found: HelperTerms | None = HelperTerms.objects.filter(username=username.lower()).first()
    return found


def live_sitting(public_id: str, account: Account) -> Sitting | None:
    """The sitting that this officer or helper has open, with both people, or None."""
    try:
        wanted = uuid.UUID(str(public_id))
    except ValueError:
        return None
    found: Sitting | None = (
        Sitting.objects.select_related("membership__account", "resident__account")
        .filter(public_id=wanted, membership__account=account, membership__active=True)
        .first()
    )
    return found if found is not None and found.is_live(clock.now()) else None


def sitting_with(membership: Membership, resident: Resident) -> Sitting | None:
    """The live sitting of these two, the newest."""
    found: Sitting | None = (
        _live().filter(membership=membership, resident=resident).order_by("-began_at").first()
    )
    return found


def sitting_of(membership: Membership, public_id: uuid.UUID) -> Sitting | None:
    """One live sitting of this officer or helper, or None."""
    found: Sitting | None = (
        _live()
        .select_related("resident__account", "membership__account")
        .filter(membership=membership, public_id=public_id)
        .first()
    )
    return found


def _live() -> QuerySet[Sitting]:
    rows: QuerySet[Sitting] = Sitting.objects.filter(revoked_at__isnull=True, ends_at__gt=clock.now())
    return rows


def people_helped(membership: Membership, *, most: int = 50) -> list[Sitting]:
    """Live sittings of a helper with the people, the newest first."""
    return list(_live().select_related("resident").filter(membership=membership).order_by("-began_at")[:most])


def cases_helped(membership: Membership, *, most: int = 100) -> list[Application]:
    """Only the cases this helper typed, for people who have not taken the consent back; newest first."""
    taken_back = Sitting.objects.filter(
        membership=membership, resident=OuterRef("applicant"), revoked_by="resident"
    )
    rows = (
        Application.objects.select_related("service", "service_version")
        .filter(assisted_by=membership)
        .exclude(
            Exists(taken_back)
            & ~Exists(_live().filter(membership=membership, resident=OuterRef("applicant")))
        )
        .order_by("-created_at", "-pk")
    )
    return list(rows[:most])


def begun_today(membership: Membership) -> int:
    """How many applications this helper began on the present day of the office's calendar."""
    return int(Application.objects.filter(assisted_by=membership, created_at__gte=_midnight()).count())


def _midnight() -> datetime:
    zone = current_tenant().zone
    return datetime.combine(clock.today(zone), time(), zone)


def helpers_of(resident: Resident, *, within: timedelta = timedelta(days=365)) -> list[Sitting]:
    """Who sat beside this person in the last year, the newest first: for the person's own page."""
    return list(
        Sitting.objects.filter(resident=resident, began_at__gt=clock.now() - within).order_by("-began_at")[
            :50
        ]
    )


@dataclass(frozen=True, slots=True)
class HelperFigures:
    """One helper in the administrator's list."""

    terms: HelperTerms
    #: None until the invitation was taken up
    membership: Membership | None
    begun_today: int
    begun_ever: int
    people: int


def helpers() -> list[HelperFigures]:
    """Every helper with terms, by place; a fixed number of queries."""
    terms = list(HelperTerms.objects.order_by("place", "username"))
    members = {
        row.account.username.lower(): row
        for row in Membership.objects.select_related("account").filter(roles__overlap=sorted(HELPER_ROLES))
    }
    ids = [row.pk for row in members.values()]
    cases = Application.objects.filter(assisted_by__in=ids)
    ever = _counted(cases)
    today = _counted(cases.filter(created_at__gte=_midnight()))
    people = dict(
        Sitting.objects.filter(membership__in=ids)
        .values_list("membership")
        .annotate(n=Count("resident", distinct=True))
    )
    found = []
    for one in terms:
        member = members.get(one.username)
        pk = member.pk if member else 0
        found.append(HelperFigures(one, member, today.get(pk, 0), ever.get(pk, 0), people.get(pk, 0)))
    return found


def _counted(rows: QuerySet[Application]) -> dict[int, int]:
    return dict(rows.values_list("assisted_by").annotate(n=Count("pk")))


def sittings_log(membership: Membership, *, most: int = 100) -> Sequence[Sitting]:
    """What a helper was let do, for the administrator: when and how people agreed, without their names."""
    return list(Sitting.objects.filter(membership=membership).order_by("-began_at")[:most])


def calls_open() -> QuerySet[CallRequest]:
    """Requests that wait, the one due first on top."""
    rows: QuerySet[CallRequest] = CallRequest.objects.select_related("officer__account")
    return rows.filter(state__in=states.OPEN).order_by("due_at", "pk")


def calls_waiting() -> int:
    """How many requests wait; by hand, because the head of every desk page says it."""
    with connection.cursor() as cursor:
        cursor.execute(_CALLS, [current_tenant().pk, sorted(states.OPEN)])
        return int((cursor.fetchone() or (0,))[0])


_CALLS = "SELECT count(*) FROM intake_callrequest WHERE tenant_id = %s AND state = ANY (%s)"


def calls_ended(*, most: int = 20) -> list[CallRequest]:
    """What was settled last."""
    rows = CallRequest.objects.select_related("officer__account").filter(
        state__in=(states.DONE, states.GIVEN_UP)
    )
    return list(rows.order_by("-entered_at")[:most])


def call_named(public_id: uuid.UUID) -> CallRequest | None:
    """One request, or None."""
    found: CallRequest | None = (
        CallRequest.objects.select_related("officer__account").filter(public_id=public_id).first()
    )
    return found


def counter_sitting_today(membership: Membership, *, most: int = 20) -> list[Sitting]:
    """Whom this officer served at the counter today."""
    rows = Sitting.objects.select_related("resident").filter(
        membership=membership, place=Place.COUNTER, began_at__gte=_midnight()
    )
    return list(rows.order_by("-began_at")[:most])
