"""Who comes, as the appointments know him: from an account, from a case, or from what was said at the counter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from loket.applications.models import Application
from loket.applications.states import AWAITING_VISIT
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import IdentifierRefused, Nik, Phone
from loket.residents.models import Resident
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant

from .labels import KIND_OF_ROLE


@dataclass(frozen=True, slots=True)
class Person:
    """One person who comes. ``nik`` may be unknown; without ``resident`` messages go to ``phone``."""

    name: str = field(repr=False)
    nik: Nik | None = None
    phone: Phone | None = None
    resident: Resident | None = None
    language: str = "id"
    #: keyed hash of the NIK where only that is known
    known_hash: bytes | None = field(default=None, repr=False)

    @property
    def person_hash(self) -> bytes | None:
        """By which one open appointment per kind is kept; None when nobody knows the NIK."""
        return self.known_hash if self.nik is None else lookup_hash(self.nik.digits)

    @property
    def born(self) -> date | None:
        """The day of birth as the NIK tells it, of two centuries the younger; None without a NIK."""
        dates = self.nik.birth_dates if self.nik is not None else ()
        return max(dates, default=None)


def person_of_resident(resident: Resident) -> Person:
    """The account holder himself."""
    return Person(
        name=resident.name,
        nik=resident.nik_value if resident.nik else None,
        resident=resident,
        language=resident.account.language or "id",
        known_hash=_of_account(resident),
    )


def person_of_case(case: Application) -> Person:
    """Who comes for the case: whom it is about where his own face is wanted, else who applied.

    A recording cannot be delegated (domain: recording visit); a signature or a collection is the applicant's.
    """
    applicant = case.applicant
    if case.state != AWAITING_VISIT or case.visit_role not in KIND_OF_ROLE:
        return person_of_resident(applicant)
    return Person(
        name=case.subject_name or applicant.name,
        nik=_nik_of_subject(case),
        resident=applicant,
        language=applicant.account.language or "id",
        known_hash=bytes(case.subject_hash) if case.subject_hash is not None else _of_account(applicant),
    )


def _of_account(resident: Resident) -> bytes:
    """The hash of the NIK, or of the account itself for somebody who has none."""
    return bytes(resident.nik_hash) if resident.nik_hash else lookup_hash(f"account:{resident.public_id}")


def _nik_of_subject(case: Application) -> Nik | None:
    typed = case.read_answers().get("subjek_nik")
    try:
        return Nik.parse(str(typed), today=clock.today(current_tenant().zone)) if typed else None
    except IdentifierRefused:
        return None
