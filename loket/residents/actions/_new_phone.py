"""Put a proved number in force, or the old one back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loket.accounts.actions.end_sessions import end_sessions
from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Phone
from loket.notifications.actions.queue import queue
from loket.notifications.messages import Recipient
from loket.residents.lifecycle import MoveRefused, recipient
from loket.residents.models import PhoneChange, PhoneOwner, Resident
from loket.residents.rules import salutation
from loket.staff.models import Membership
from loket.tenants.keys import lookup_hash


def put_in_force(change: PhoneChange, *, by: Membership) -> None:
    """The new number is the account's: every session ends, and both phones are told.

    Raises ``MoveRefused`` when the change is over already (another officer was first).
    """
    now = clock.now()
    with transaction.atomic():
        waiting = PhoneChange.objects.filter(pk=change.pk, done_at__isnull=True, ended_at__isnull=True)
        if not waiting.update(done_at=now):
            raise MoveRefused(_("Penggantian nomor ini sudah selesai atau dibatalkan. Muat ulang halaman."))
        change.done_at = now
        resident = change.resident
        set_number(resident, change.phone_value)
        end_sessions(resident.account, why="phone_lost")
        _tell(resident, change)
        record(
            "residents.change_phone",
            obj_type="resident",
            obj_ref=str(resident.public_id),
            detail={"by_two": by.pk != change.begun_by_id},
        )


def set_number(resident: Resident, phone: Phone, *, owner: str = PhoneOwner.OWN) -> None:
    """Write the number, its hash, whose it is and that it was proved."""
    resident.phone, resident.phone_hash = phone.e164, lookup_hash(phone.e164)
    resident.phone_proved_at = clock.now()
    resident.phone_owner = owner
    resident.save(update_fields=["phone", "phone_hash", "phone_proved_at", "phone_owner"])


def put_back(change: PhoneChange) -> None:
    """The old number again, with whose it was; none again where there was none."""
    resident = change.resident
    if change.old_phone:
        set_number(resident, Phone.parse(str(change.old_phone)), owner=change.old_owner)
        return
    resident.phone, resident.phone_hash = "", lookup_hash(f"no-phone:{resident.nik or resident.passport}")
    resident.phone_proved_at, resident.phone_owner = None, PhoneOwner.NONE
    resident.save(update_fields=["phone", "phone_hash", "phone_proved_at", "phone_owner"])


def _tell(resident: Resident, change: PhoneChange) -> None:
    words = {"sapaan": salutation(resident.name, resident.gender)}
    queue("residents.phone_changed", to=recipient(resident), variables=words)
    if change.old_phone:
        old = Recipient(phone=str(change.old_phone), language=resident.account.language)
        queue("residents.phone_left", to=old, variables={})
