"""A resident who lost the phone stands at the counter with the KTP: give the account a new number."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from loket.accounts import limits
from loket.accounts.rules import Limit
from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Phone
from loket.residents.actions.prove_phone import require_room
from loket.residents.actions.send_code import send_code
from loket.residents.labels import FACE_TO_FACE, face_to_face
from loket.residents.models import PhoneChange, PhoneOwner, Resident
from loket.residents.policies import require_may_recover
from loket.residents.queries import open_phone_change
from loket.staff.models import Membership
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant, in_tenant

#: One account gets a new number at most so often; an officer changes at most so many a day.
PER_RESIDENT = Limit("phone-change-resident", 3, 86400)
PER_OFFICER = Limit("phone-change-officer", 30, 86400)
PURPOSE = "phone_change"


class NotCompared(Refusal):
    """The officer has not ticked all that must be seen face to face."""

    default_code = "ticks"


class SamePhone(Refusal):
    """The number typed is the one the account has."""

    default_code = "same_phone"


def begin_phone_change(
    resident: Resident, *, phone: Phone, ticked: Collection[str], by: Membership, binding: bytes
) -> PhoneChange:
    """Send a code to the new number; the change goes on with ``prove_phone_change``.

    ``ticked`` are keys of ``labels.FACE_TO_FACE``, all of them; ``binding`` ties the code to the officer's
    session. An earlier change that was not finished is given up. Raises ``NotCompared``, ``SamePhone``,
    ``PhoneFull``, ``RoleMissing``, ``OwnCase``, ``MoveRefused`` (account not verified), ``LimitReached`` and
    ``CodeRefused``. Call it from a view marked ``short_transactions``.
    """
    tenant = current_tenant()
    with in_tenant(tenant):
        require_may_recover(by, resident)
        wanted = face_to_face(is_foreigner=not resident.nik_hash)
        missing = [str(label) for key, label in wanted.items() if key not in ticked]
        if missing:
            sentence = _("Centang dulu yang sudah Anda lihat sendiri: %(missing)s.")
            raise NotCompared(sentence % {"missing": ", ".join(missing)})
        phone_hash = lookup_hash(phone.e164)
        if phone_hash == bytes(resident.phone_hash) and resident.phone_owner == PhoneOwner.OWN:
            raise SamePhone(_("Nomor ini sudah terpasang di akun. Isi nomor yang baru."), field="no_wa")
        require_room(phone_hash)
    limits.count(
        (PER_RESIDENT, str(resident.public_id)),
        (PER_OFFICER, str(by.public_id)),
        sentence=_("Nomor akun ini sudah terlalu sering diganti hari ini. Coba lagi besok."),
    )
    send_code(PURPOSE, phone, binding=binding, language=resident.account.language)
    with in_tenant(tenant):
        return _written(resident, phone, by)


def _written(resident: Resident, phone: Phone, by: Membership) -> PhoneChange:
    earlier = open_phone_change(resident)
    if earlier is not None:
        PhoneChange.objects.filter(pk=earlier.pk).update(ended_at=clock.now())
    change: PhoneChange = PhoneChange.objects.create(
        resident=resident,
        phone=phone.e164,
        old_phone=str(resident.phone or ""),
        old_owner=resident.phone_owner,
        begun_by=by,
    )
    record(
        "residents.begin_phone_change",
        obj_type="resident",
        obj_ref=str(resident.public_id),
        purpose="recovery",
        detail={"seen": sorted(FACE_TO_FACE)},
    )
    return change
