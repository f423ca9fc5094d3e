"""An officer switches the morning digest on or off for himself."""

from __future__ import annotations

from loket.audit.actions.record import record

from ..models import Membership


def choose_digest(membership: Membership, *, wants: bool) -> None:
    """Keep the choice; on record."""
    Membership.objects.filter(pk=membership.pk).update(wants_digest=wants)
    membership.wants_digest = wants
    record(
        "staff.digest_chosen",
        obj_type="membership",
        obj_ref=str(membership.public_id),
        detail={"wants": wants},
    )
