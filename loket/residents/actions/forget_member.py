"""Take somebody off the family list."""

from __future__ import annotations

from loket.audit.actions.record import record
from loket.residents.models import FamilyMember


def forget_member(member: FamilyMember) -> None:
    """Erase the entry with everything it says; applications that were made for the person stand."""
    record("residents.forget_member", obj_type="family_member", obj_ref=str(member.public_id))
    member.delete()
