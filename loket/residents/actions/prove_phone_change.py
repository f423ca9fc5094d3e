"""The code that went to the new number is read out at the counter."""

from __future__ import annotations

from loket.accounts.actions.check_code import check_code
from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.residents.models import PhoneChange
from loket.residents.policies import require_may_recover
from loket.staff.models import Membership
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant, in_tenant

from ._new_phone import put_in_force
from .begin_phone_change import PURPOSE


def prove_phone_change(change: PhoneChange, code: str, *, by: Membership, binding: bytes) -> PhoneChange:
    """Accept the code. The new number is in force at once, or after a second officer where the office sets two.

    Raises ``CodeRefused``, ``LimitReached``, ``RoleMissing``, ``OwnCase``, ``MoveRefused``. Call it from a view
    marked ``short_transactions``.
    """
    tenant = current_tenant()
    with in_tenant(tenant):
        require_may_recover(by, change.resident)
        phone_hash = lookup_hash(change.phone_value.e164)
    check_code(PURPOSE, code, binding=binding, phone_hash=phone_hash, subject=phone_hash.hex())
    with in_tenant(tenant):
        change.proved_at = clock.now()
        change.save(update_fields=["proved_at"])
        record("residents.prove_phone_change", obj_type="resident", obj_ref=str(change.resident.public_id))
        if not tenant.two_person_rule:
            put_in_force(change, by=by)
    return change
