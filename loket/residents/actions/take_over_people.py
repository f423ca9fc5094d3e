"""Enter people who are known from paper only: residents who cannot log in until they claim their account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from loket.accounts.models import Account, Kind
from loket.accounts.queries import resident_login_hash
from loket.audit.actions.record_many import record_many
from loket.audit.actor import Actor
from loket.foundation.kernel.names import search_form
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant

from ..models import PhoneOwner, Resident
from ..rules import masked

#: Levels of a region code "51.08.02.2001" that make the kecamatan's code.
_KECAMATAN_PARTS = 3


@dataclass(frozen=True, slots=True)
class PaperPerson:
    """Somebody as a paper names him; only NIK (digits) and name must be there."""

    nik: str
    name: str
    nomor_kk: str = ""
    phone: str = ""
    email: str = ""
    village_code: str = ""


def take_over_people(
    people: Sequence[PaperPerson], *, by: Actor, registered_at: datetime, assisted_by: int
) -> list[Resident]:
    """Make a resident of each, in the order given, in a fixed number of statements.

    They wait for activation: no password opens the account, and forgotten-password or the counter leads in. The
    caller has made sure that none of the NIKs has an open account; raises ``IntegrityError`` when one has.
    ``assisted_by`` is the key of the officer's membership.
    """
    accounts = Account.objects.bulk_create(
        Account(
            tenant=current_tenant(),
            kind=Kind.RESIDENT,
            login_hash=resident_login_hash(person.nik),
            password=make_password(None),
            display_name=person.name,
        )
        for person in people
    )
    residents: list[Resident] = Resident.objects.bulk_create(
        _resident(person, account, registered_at, assisted_by=assisted_by, name=by.name)
        for person, account in zip(people, accounts, strict=True)
    )
    names = [str(resident.public_id) for resident in residents]
    record_many("residents.take_over", names, actor=by, obj_type="resident")
    return residents


def _resident(
    person: PaperPerson, account: Account, registered_at: datetime, *, assisted_by: int, name: str
) -> Resident:
    return Resident(
        tenant=current_tenant(),
        account=account,
        name=person.name,
        name_search=search_form(person.name),
        nik=person.nik,
        nik_hash=lookup_hash(person.nik),
        nik_masked=masked(person.nik),
        nomor_kk=person.nomor_kk,
        kk_hash=lookup_hash(person.nomor_kk) if person.nomor_kk else None,
        kk_given_at=registered_at if person.nomor_kk else None,
        phone=person.phone,
        phone_hash=lookup_hash(person.phone) if person.phone else b"",
        phone_owner=PhoneOwner.OWN if person.phone else PhoneOwner.NONE,
        email=person.email,
        village_code=person.village_code,
        kecamatan_code=".".join(person.village_code.split(".")[:_KECAMATAN_PARTS]),
        registered_at=registered_at,
        assisted_by_id=assisted_by,
        assisted_name=name,
    )
