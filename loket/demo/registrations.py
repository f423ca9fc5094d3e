"""Residents register and officers check them: the same steps as on the pages, one after the other."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from functools import cache

from django.contrib.auth.hashers import make_password

from loket.accounts.actions.issue_code import issue_code
from loket.audit.actor import VISITOR, Actor
from loket.files.actions.receive import receive
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import NomorKk, Phone
from loket.notifications.actions.queue import queue
from loket.notifications.messages import Recipient
from loket.residents.actions.attach_photo import attach_photo
from loket.residents.actions.complete_profile import complete_profile
from loket.residents.actions.complete_registration import complete_registration
from loket.residents.actions.prove_phone import prove_phone
from loket.residents.actions.return_for_repair import return_for_repair
from loket.residents.actions.start_registration import save_answers, save_password, start_registration
from loket.residents.actions.verify import verify
from loket.residents.models import Registration, Resident
from loket.residents.queries import resident_by_nik, resident_by_passport
from loket.residents.rules import papers_of_foreigner, papers_of_profile
from loket.staff.models import Membership
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant

from . import past, pictures
from .people import RESIDENT_PASSWORD, Foreigner, Person

#: How a step happens at a moment by somebody, and where its photos come from.
AtMoment = Callable[[datetime, Actor], AbstractContextManager[None]]
PhotoOf = Callable[[str, Person], bytes]


def register(
    person: Person,
    moment: datetime,
    *,
    with_blurred: str = "",
    at: AtMoment = past.at,
    photo_of: PhotoOf = pictures.paper,
) -> Resident:
    """The person registers at ``moment``; ``with_blurred`` names a photo that is out of focus."""
    with at(moment, VISITOR):
        draft = start_registration()
        save_answers(draft, _answers(person))
        save_password(draft, _password_hash())
        for slug in _papers(person):
            photo = photo_of(slug, person)
            photo = pictures.blurred(photo) if slug == with_blurred else photo
            attach_photo(draft, slug, receive(photo, owner=f"registration:{draft.public_id}"))
        _prove_phone(draft)
        complete_registration(draft, device_hash=secrets.token_bytes(32))
    resident = _found(person)
    if resident is None:
        raise LookupError("the registration made no resident")
    return resident


def _found(person: Person) -> Resident | None:
    if isinstance(person, Foreigner):
        return resident_by_passport(person.passport)
    return resident_by_nik(person.nik)


def _papers(person: Person) -> tuple[str, ...]:
    checked = current_tenant().verifies_accounts
    return (
        papers_of_foreigner(checked, "itas") if isinstance(person, Foreigner) else papers_of_profile(checked)
    )


@cache
def _password_hash() -> str:
    """One hash for all: hashing is slow on purpose, and everybody here has the same password."""
    return make_password(RESIDENT_PASSWORD)


def _answers(person: Person) -> dict[str, str]:
    answers = {"nik": person.nik, "no_wa": person.phone}
    if isinstance(person, Foreigner):
        until = f"{clock.now().year + 4}-05-31"
        told = {"negara": person.passport.country, "paspor": person.passport.number, "paspor_sampai": until}
        return {**told, "no_wa": person.phone, "nama": person.name, "izin": "itas"}
    if current_tenant().verifies_accounts:
        return {**answers, "nama": person.name, "no_kk": person.nomor_kk}
    first = person.name.split()[0].lower()
    return {**answers, "email": f"{first}.{person.serial}@contoh.example"}


def _prove_phone(draft: Registration) -> None:
    phone, binding = Phone.parse(draft.answers["no_wa"]), secrets.token_bytes(32)
    code = issue_code("register", binding=binding, phone_hash=lookup_hash(phone.e164))
    queue("accounts.code", to=Recipient(phone=phone.e164), variables={"kode": code})
    prove_phone(draft, code, binding=binding)


def approve_account(resident: Resident, moment: datetime, *, by: Membership) -> None:
    """The officer finds everything right."""
    with past.at(moment, _actor(by)):
        verify(resident, by=by)


def send_back_account(
    resident: Resident, moment: datetime, *, by: Membership, reason: str, item: str
) -> None:
    """The officer asks for one photo again."""
    with past.at(moment, _actor(by)):
        return_for_repair(resident, by=by, reason=reason, item=item)


def settle(resident: Resident, person: Person, moment: datetime, *, at: AtMoment = past.at) -> None:
    """The resident says where she lives (and in Surakarta name and KK) before the first application."""
    with at(moment + timedelta(minutes=4), Actor("resident", str(resident.account.public_id))):
        complete_profile(
            resident,
            village_code=person.village,
            name=person.name,
            nomor_kk=None if isinstance(person, Foreigner) else NomorKk.parse(person.nomor_kk),
        )


def _actor(by: Membership) -> Actor:
    return Actor("officer", str(by.account.public_id), by.account.display_name)
