"""Note who an officer is as a resident."""

from __future__ import annotations

from loket.audit.actions.record import record
from loket.foundation.kernel.identifiers import Nik, NomorKk
from loket.staff.models import Membership
from loket.tenants.keys import lookup_hash


def note_identity(membership: Membership, *, nik: Nik, nomor_kk: NomorKk | None = None) -> None:
    """Keep the officer's own NIK and nomor KK as hashes, so that nobody decides about himself or his family."""
    membership.nik_hash = lookup_hash(nik.digits)
    membership.kk_hash = lookup_hash(nomor_kk.digits) if nomor_kk else None
    membership.save(update_fields=["nik_hash", "kk_hash"])
    record("staff.note_identity", obj_type="account", obj_ref=str(membership.account.public_id))
