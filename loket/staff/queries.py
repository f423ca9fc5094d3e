"""Questions about officers."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from loket.accounts.models import Account
from loket.foundation.kernel import clock
from loket.notifications.recipients import Recipient
from loket.tenants.keys import lookup_hash
from loket.tenants.models import ZoneKecamatan
from loket.tenants.one_row import one_row

from .labels import COVERS
from .models import Invitation, Membership


def membership_of(account: Account) -> Membership | None:
    """The officer's active membership with his account, or None; asked by every page of an officer."""
    found = one_row(Membership, account_id=account.pk, active=True)
    if found is not None:
        found.account = account
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


def members_by_account(public_ids: Collection[str]) -> dict[str, Membership]:
    """Officers by the public number of their account, also those who left; no query for none."""
    if not public_ids:
        return {}
    rows = Membership.objects.filter(account__public_id__in=public_ids).select_related("account")
    return {str(row.account.public_id): row for row in rows}


def team() -> QuerySet[Membership]:
    """Every officer of the dinas with account, office and zone: the active first, by name."""
    members: QuerySet[Membership] = Membership.objects.select_related("account", "office", "zone")
    return members.order_by("-active", "account__display_name", "pk")


def active_team() -> QuerySet[Membership]:
    """Every active officer of the dinas with his account, by name."""
    members: QuerySet[Membership] = Membership.objects.filter(active=True).select_related("account")
    return members.order_by("account__display_name", "pk")


def kecamatan_by_zone() -> dict[int, frozenset[str]]:
    """Codes of the kecamatan of every zone, by the zone's number; one query."""
    found: dict[int, set[str]] = {}
    for zone, code in ZoneKecamatan.objects.values_list("zone_id", "kecamatan_code"):
        found.setdefault(zone, set()).add(code)
    return {zone: frozenset(codes) for zone, codes in found.items()}


def digest_readers() -> list[Membership]:
    """Active officers with an e-mail address who have not switched the morning digest off."""
    rows = Membership.objects.filter(active=True, wants_digest=True, email__isnull=False)
    found = rows.select_related("account", "office", "zone").order_by("pk")
    return [one for one in found if one.email and one.account.is_active]


def open_invitations() -> QuerySet[Invitation]:
    """Invitations that nobody took up or took back, the newest first; those that ran out too."""
    waiting: QuerySet[Invitation] = Invitation.objects.select_related("office", "zone").filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    return waiting.order_by("-sent_at", "-pk")


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation whose link carries this word and that still opens something, or None."""
    found: Invitation | None = (
        Invitation.objects.select_related("office", "zone").filter(token_hash=token_hash(token)).first()
    )
    return found if found is not None and found.is_open(clock.now()) else None


def token_hash(token: str) -> bytes:
    """What the table knows of the word in an invitation's link."""
    return lookup_hash("invitation:" + token)


def roles_held() -> frozenset[str]:
    """Every role that an active officer of the dinas holds, with the roles these cover."""
    held: set[str] = set()
    for roles in Membership.objects.filter(active=True).values_list("roles", flat=True):
        for role in roles:
            held |= {role, *COVERS.get(role, ())}
    return frozenset(held)


def present_officer(public_id: str) -> Recipient | None:
    """Where an officer is reached now, for notices about the account; None when there is no address."""
    membership = Membership.objects.select_related("account").filter(public_id=public_id).first()
    return recipient_of(membership) if membership is not None else None


def recipient_of(membership: Membership) -> Recipient | None:
    """The officer as one to be told something; None when neither phone nor e-mail is known."""
    phone, email = str(membership.phone or ""), str(membership.email or "")
    if not phone and not email:
        return None
    return Recipient(
        phone=phone,
        email=email,
        language=membership.account.language,
        owner=f"officer:{membership.public_id}",
    )
