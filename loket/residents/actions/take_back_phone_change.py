"""The owner says within a day that nobody asked for the new number."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loket.accounts.actions.end_sessions import end_sessions
from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.notifications.actions.queue import queue
from loket.residents.lifecycle import MoveRefused, recipient
from loket.residents.models import PhoneChange
from loket.residents.policies import require_may_recover
from loket.residents.rules import salutation
from loket.staff.models import Membership

from ._new_phone import put_back


def take_back_phone_change(change: PhoneChange, *, by: Membership) -> None:
    """Give up a change on its way, or put the old number back within 24 hours; sessions end, the owner is told.

    Raises ``MoveRefused`` when the day is over, ``RoleMissing`` and ``OwnCase``.
    """
    resident = change.resident
    require_may_recover(by, resident)
    if change.done_at is not None and not change.may_be_taken_back:
        raise MoveRefused(_("Sudah lewat 24 jam. Nomor lama tidak tersimpan lagi."))
    with transaction.atomic():
        if not PhoneChange.objects.filter(pk=change.pk, ended_at__isnull=True).update(ended_at=clock.now()):
            raise MoveRefused(_("Penggantian nomor ini sudah selesai atau dibatalkan. Muat ulang halaman."))
        if change.done_at is not None:
            put_back(change)
            end_sessions(resident.account, why="phone_back")
            words = {"sapaan": salutation(resident.name, resident.gender)}
            queue("residents.phone_changed", to=recipient(resident), variables=words)
        record("residents.take_back_phone_change", obj_type="resident", obj_ref=str(resident.public_id))
