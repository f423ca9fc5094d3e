"""An officer as policies and queries of cases look at him, made from his membership."""

from __future__ import annotations

from loket.audit.actor import Actor
from loket.staff.labels import COVERS, OVERSEES
from loket.staff.models import Membership
from loket.staff.queries import kecamatan_of

from .rules import Officer


def officer_of(membership: Membership, actor: Actor | None = None) -> Officer:
    """Roles (with those they cover), what he oversees, print zone and own identity; at most one query."""
    account, roles = membership.account, frozenset(membership.roles)
    return Officer(
        actor=actor or Actor("officer", str(account.public_id), account.display_name),
        membership_id=membership.pk,
        roles=roles.union(*(COVERS.get(role, frozenset()) for role in roles)),
        kecamatan=kecamatan_of(membership) if membership.zone_id is not None else None,
        nik_hash=bytes(membership.nik_hash or b""),
        kk_hash=bytes(membership.kk_hash or b""),
        oversees=frozenset[str]().union(*(OVERSEES.get(role, frozenset()) for role in roles)),
    )
