"""Questions about officers."""

from __future__ import annotations

from django.db.models import QuerySet

from loket.accounts.models import Account
from loket.tenants.models import ZoneKecamatan

from .models import Membership


def membership_of(account: Account) -> Membership | None:
    """The officer's active membership with office and zone, or None."""
    found: Membership | None = (
        Membership.objects.select_related("office", "zone", "account")
        .filter(account=account, active=True)
        .first()
    )
    return found


def kecamatan_of(membership: Membership) -> frozenset[str]:
    """Codes of the kecamatan in the officer's zone; empty when the officer has no zone (sees all)."""
    if membership.zone_id is None:
        return frozenset()
    codes = ZoneKecamatan.objects.filter(zone_id=membership.zone_id).values_list("kecamatan_code", flat=True)
    return frozenset(codes)


def officers_with(role: str) -> QuerySet[Membership]:
    """Active officers who hold ``role``, by name."""
    members: QuerySet[Membership] = (
        Membership.objects.filter(active=True, roles__contains=[role])
        .select_related("account", "office", "zone")
        .order_by("account__display_name")
    )
    return members
