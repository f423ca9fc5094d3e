"""A foreigner has got a NIK: note it in the account that was made by passport."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loket.accounts.queries import resident_login_hash
from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Nik, NomorKk
from loket.notifications.actions.queue import queue
from loket.residents.lifecycle import MoveRefused, recipient
from loket.residents.models import LockerAnswers, LockerPaper, Resident, ResidentStep
from loket.residents.policies import require_may_attach_nik
from loket.staff.models import Membership
from loket.tenants.keys import lookup_hash

from ._identity import Identity
from ._officer import actor_of
from .register_assisted import NikHasAccount


@transaction.atomic
def attach_nik(resident: Resident, nik: Nik, *, nomor_kk: NomorKk | None, by: Membership) -> ResidentStep:
    """From now on the NIK is the log in, and what was kept by passport is kept by NIK; the passport still leads in.

    The officer has the original with the NIK (SKTT or KTP-el) in his hands. Raises ``RoleMissing``, ``OwnCase``,
    ``MoveRefused`` (account not verified, or with a NIK already) and ``NikHasAccount``.
    """
    require_may_attach_nik(by, resident, nik_hash=lookup_hash(nik.digits))
    present = Resident.objects.select_for_update().get(pk=resident.pk)  # a second officer waits here
    if not present.is_verified or present.nik_hash:
        raise MoveRefused(_("Akun ini sudah punya NIK atau belum disetujui. Muat ulang halaman."))
    before = resident.identity_hash
    _change_login(resident, nik)
    columns = Identity(nik=nik.digits).columns()
    if nomor_kk is not None:
        columns |= {"nomor_kk": nomor_kk.digits, "kk_hash": lookup_hash(nomor_kk.digits)}
        columns |= {"kk_given_at": clock.now()}
    for name, value in columns.items():
        setattr(resident, name, value)
    resident.save(update_fields=list(columns))
    for kept in (LockerPaper, LockerAnswers):
        kept.objects.filter(resident=resident, about=before).update(about=resident.identity_hash)
    queue("residents.nik_attached", to=recipient(resident), variables={})
    record("residents.attach_nik", obj_type="resident", obj_ref=str(resident.public_id))
    actor = actor_of(by)
    step: ResidentStep = ResidentStep.objects.create(
        resident=resident, move="attach_nik", from_state=resident.state, to_state=resident.state,
        version=resident.version, actor_kind=actor.kind, actor_id=actor.id, actor_name=actor.name,
    )  # fmt: skip
    return step


def _change_login(resident: Resident, nik: Nik) -> None:
    account = resident.account
    account.login_hash = resident_login_hash(nik.digits)
    try:
        with transaction.atomic():
            account.save(update_fields=["login_hash"])
    except IntegrityError:
        raise NikHasAccount(
            _("NIK ini sudah punya akun lain. Cari NIK-nya, lalu cocokkan orangnya."), field="nik"
        ) from None
