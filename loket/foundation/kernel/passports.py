"""Passports of foreigners who have no NIK: country of issue and number, and how both are read and shown.

The country is the three letters of ICAO Doc 9303, part 3 (ISO 3166-1 alpha-3 and a few more); the number is the
nine-character field of the machine-readable zone, six to nine letters and digits in practice. Nothing here can prove
that a passport exists. As with a NIK, ``repr`` and ``str`` are masked.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.identifiers import IdentifierRefused

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Fewest and most characters of a number.
SHORTEST, LONGEST = 6, 9
#: Citizens of this country have a NIK.
OWN_COUNTRY = "IDN"
#: Days before its end from which an office asks for a new passport (six months, as immigration does).
SOON = 183
_FILE = Path(__file__).with_name("countries.csv")
_SEPARATORS = re.compile(r"[\s.\-/\u2010-\u2015\u2212]+")
_NUMBER = re.compile(r"[A-Z0-9]+")


@dataclass(frozen=True)
class Passport:
    """A well-formed passport. ``country`` is empty where only the number is known (as typed at log in)."""

    country: str
    number: str = field(repr=False)

    @classmethod
    def parse(cls, text: str, *, country: str) -> Self:
        """Read a number as people type it (spaces, dots and dashes allowed, any case).

        Raises IdentifierRefused for an unknown country and for what cannot be a number.
        """
        code = country.strip().upper()
        if code == OWN_COUNTRY:
            raise IdentifierRefused(
                _("Warga negara Indonesia mendaftar dengan NIK, bukan paspor."), code="passport_own_country"
            )
        if code not in names():
            raise IdentifierRefused(_("Pilih negara penerbit paspor dari daftar."), code="passport_country")
        return cls(code, _number(text))

    @property
    def login(self) -> str:
        """``paspor NLD ABC123456``: what makes one account; hashed with a key before it is looked up."""
        return f"paspor {self.country} {self.number}"

    @property
    def mark(self) -> str:
        """``paspor ABC123456``: the person in a case, whose form asks for the number alone."""
        return f"paspor {self.number}"

    @property
    def shown(self) -> str:
        """``ABC123456 (NLD)``: as shown to the owner and to the officer who compares it."""
        return f"{self.number} ({self.country})"

    @property
    def masked(self) -> str:
        """``••••••456 (NLD)``: for lists."""
        return f"{'•' * (len(self.number) - 3)}{self.number[-3:]} ({self.country})"

    def __repr__(self) -> str:
        return f"Passport({self.masked})"

    __str__ = __repr__


def readings(text: str) -> Sequence[Passport]:
    """What may be meant where one box takes a number with or without its country: ``NLD ABC123456``, ``ABC123456``.

    Empty for what can be no passport. The number alone comes first.
    """
    signs = _clean(text)
    found = [Passport("", signs)] if _is_number(signs) else []
    code, rest = signs[:3], signs[3:]
    if code in names() and _is_number(rest):
        found.append(Passport(code, rest))
    return found


def until_remark(until: date, *, today: date) -> str | _StrPromise:
    """What to say of the day a passport ends: nothing, that it ends within six months, or that it has ended."""
    if until < today:
        return _("Paspor ini sudah habis masa berlakunya.")
    if (until - today).days < SOON:
        return _("Paspor ini habis masa berlakunya dalam enam bulan.")
    return ""


@cache
def names() -> dict[str, tuple[str, str]]:
    """By code, the country's name in Indonesian and in English; all that issue passports to foreigners."""
    with _FILE.open(encoding="utf-8", newline="") as rows:
        return {row["code"]: (row["id"], row["en"]) for row in csv.DictReader(rows)}


def country_name(code: str) -> str:
    """The country's name in the reader's language; the code itself where it is not known."""
    found = names().get(code)
    return found[_place()] if found else code


def countries() -> list[tuple[str, str]]:
    """Codes and names in the reader's language, by the alphabet."""
    place = _place()
    return sorted(((code, both[place]) for code, both in names().items()), key=lambda row: row[1])


def _place() -> int:
    return 1 if (get_language() or "id").startswith("en") else 0


def _number(text: str) -> str:
    signs = _clean(text)
    if not _NUMBER.fullmatch(signs):
        raise IdentifierRefused(
            _("Nomor paspor hanya berisi huruf dan angka. Salin dari halaman data paspor."),
            code="passport_signs",
        )
    if not SHORTEST <= len(signs) <= LONGEST:
        sentence = _("Nomor paspor terdiri dari 6 sampai 9 huruf dan angka, ini ada {given}.")
        raise IdentifierRefused(format_lazy(sentence, given=len(signs)), code="passport_length")
    if signs.isalpha():
        raise IdentifierRefused(
            _("Ini bukan nomor paspor. Nomornya ada di kanan atas halaman data paspor."),
            code="passport_letters",
        )
    return signs


def _clean(text: str) -> str:
    return _SEPARATORS.sub("", text).upper()


def _is_number(signs: str) -> bool:
    return SHORTEST <= len(signs) <= LONGEST and bool(_NUMBER.fullmatch(signs)) and not signs.isalpha()
