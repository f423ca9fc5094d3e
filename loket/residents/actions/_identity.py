"""Who somebody says he is at registration: by NIK, or by passport where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loket.foundation.kernel.passports import Passport
from loket.residents.models import Resident
from loket.residents.queries import resident_by_nik, resident_by_passport
from loket.residents.rules import masked
from loket.tenants.keys import lookup_hash


@dataclass(frozen=True, slots=True)
class Identity:
    """Digits of a NIK, or a passport with its last day and the permit under which its holder stays."""

    nik: str = field(default="", repr=False)
    passport: Passport | None = None
    until: date | None = None
    stay_permit: str = ""

    @property
    def login(self) -> str:
        """What the account is found by at log in."""
        return self.passport.login if self.passport else self.nik

    @property
    def number(self) -> str:
        """The number alone: stands for a missing telephone number in hashes."""
        return self.passport.number if self.passport else self.nik

    @property
    def notice(self) -> str:
        """The message to its owner when somebody else registers with it."""
        return "residents.passport_used" if self.passport else "residents.nik_used"

    def owner(self) -> Resident | None:
        """The resident whose open account it is. One query."""
        return resident_by_passport(self.passport) if self.passport else resident_by_nik(self.nik)

    def columns(self) -> dict[str, Any]:
        """As it stands in the resident's row."""
        if self.passport is None:
            return {"nik": self.nik, "nik_hash": lookup_hash(self.nik), "nik_masked": masked(self.nik)}
        return {
            "passport": self.passport.number,
            "passport_country": self.passport.country,
            "passport_hash": lookup_hash(self.passport.mark),
            "passport_masked": self.passport.masked,
            "passport_until": self.until,
            "stay_permit": self.stay_permit,
        }


def identity_told(answers: Mapping[str, str]) -> Identity:
    """The identity in a registration: ``nik``, or ``paspor`` with ``negara``, ``paspor_sampai`` and ``izin``."""
    if not answers.get("paspor"):
        return Identity(nik=answers["nik"])
    until = answers.get("paspor_sampai", "")
    return Identity(
        passport=Passport(answers["negara"], answers["paspor"]),
        until=date.fromisoformat(until) if until else None,
        stay_permit=answers.get("izin", ""),
    )
