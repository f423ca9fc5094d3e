"""Change where an officer works and how he is reached."""

from __future__ import annotations

from loket.accounts.actions.end_sessions import end_sessions
from loket.audit.actions.record import record
from loket.staff.models import Membership
from loket.tenants.models import Office, PrintZone


def place_officer(
    membership: Membership, *, office: Office, zone: PrintZone | None, phone: str = "", email: str = ""
) -> None:
    """Office, print zone (None: the whole kabupaten) and addresses; a changed zone ends every session."""
    zone_changed = membership.zone_id != (zone.pk if zone else None)
    membership.office, membership.zone = office, zone
    membership.phone, membership.email = phone or None, email or None
    membership.save(update_fields=["office", "zone", "phone", "email"])
    record(
        "staff.place",
        obj_type="account",
        obj_ref=str(membership.account.public_id),
        detail={"office": office.slug, "zone": zone.slug if zone else ""},
    )
    if zone_changed:
        end_sessions(membership.account, why="zone")
