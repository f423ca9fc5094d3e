"""Keep somebody of the family, or correct the entry."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.residents.locker_rules import MOST_FAMILY
from loket.residents.models import FamilyMember, Resident
from loket.tenants.keys import lookup_hash
from loket.tenants.one_row import one_row


class FamilyFull(Refusal):
    """The list has as many people as it may."""

    default_code = "family_full"

    def __init__(self) -> None:
        super().__init__(_("Daftar keluarga paling banyak 20 orang. Hapus satu nama dulu."))


class AlreadyKept(Refusal):
    """The NIK is the resident's own, or of somebody on the list already."""

    default_code = "already_kept"


@dataclass(frozen=True, slots=True)
class Told:
    """What the resident tells of a person; ``nik`` are checked digits or empty, ``birth_date`` ISO or empty."""

    name: str
    relation: str
    nik: str = ""
    birth_date: str = ""
    same_kk: bool = True


def keep_member(resident: Resident, told: Told, *, member: FamilyMember | None = None) -> FamilyMember:
    """Add a person to the resident's family list, or change ``member``.

    Raises ``FamilyFull``, and ``AlreadyKept`` for the resident himself or a NIK that is on the list.
    """
    nik_hash = lookup_hash(told.nik) if told.nik else None
    if nik_hash is not None and nik_hash == resident.identity_hash:
        raise AlreadyKept(_("Ini NIK Anda sendiri. Isi NIK anggota keluarga."), field="nik")
    one_row(Resident, lock=True, id=resident.pk)  # the second tap waits here, so that the list stays a list
    if member is None and FamilyMember.objects.filter(resident=resident).count() >= MOST_FAMILY:
        raise FamilyFull
    kept = member or FamilyMember(resident=resident)
    kept.name, kept.nik, kept.nik_hash = told.name, told.nik, nik_hash
    kept.relation, kept.birth_date, kept.same_kk = told.relation, told.birth_date, told.same_kk
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError:
        raise AlreadyKept(_("NIK ini sudah ada di daftar keluarga Anda."), field="nik") from None
    verb = "keep_member" if member is None else "change_member"
    record(f"residents.{verb}", obj_type="family_member", obj_ref=str(kept.public_id))
    return kept
