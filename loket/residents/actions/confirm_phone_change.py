"""The second officer looks too, where the office wants two on a case."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.residents.lifecycle import MoveRefused
from loket.residents.models import PhoneChange
from loket.residents.policies import require_may_recover, require_second
from loket.staff.models import Membership

from ._new_phone import put_in_force


def confirm_phone_change(change: PhoneChange, *, by: Membership) -> PhoneChange:
    """Put the proved number in force.

    Raises ``SecondPersonNeeded`` for the officer who began it, ``MoveRefused`` when no code was read out or the
    change is over, ``RoleMissing`` and ``OwnCase``.
    """
    require_may_recover(by, change.resident)
    require_second(by, str(change.begun_by.account.public_id))
    if change.proved_at is None:
        raise MoveRefused(_("Kode ke nomor baru belum dibacakan. Selesaikan itu dulu."))
    put_in_force(change, by=by)
    change.confirmed_by = by
    change.save(update_fields=["confirmed_by"])
    return change
