"""Invented people in any number: names of the archipelago, NIKs of serials nobody has, families that share a KK."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

_BALI = (
    ("I Wayan", "I Made", "I Nyoman", "I Ketut", "I Gede", "I Putu", "I Kadek", "I Komang", "Ida Bagus"),
    ("Ni Wayan", "Ni Made", "Ni Nyoman", "Ni Ketut", "Ni Luh", "Ni Putu", "Ni Kadek", "Ni Komang", "Ida Ayu"),
)
_JAVA = (
    ("Muhammad", "Ahmad", "Agus", "Budi", "Dwi", "Eko", "Tri", "Slamet", "Joko", "Bambang", "Rizky", "Andi"),
    ("Siti", "Sri", "Dewi", "Nur", "Rina", "Dwi", "Tri", "Endang", "Retno", "Anisa", "Fitri", "Yuni"),
)
_MIDDLE, _LAST = (
    line.split() for line in Path(__file__).with_name("names.txt").read_text("utf-8").splitlines()
)
_FIRST_BIRTH = date(1950, 1, 1)


@dataclass(frozen=True, slots=True)
class Person:
    """One invented resident with numbers in the right form."""

    name: str
    nik: str
    nomor_kk: str
    phone: str
    village: str

    @property
    def kecamatan(self) -> str:
        """Code of the kecamatan, "51.08.02"."""
        return self.village[:8]


class People:
    """The people of one dinas; the same number is always the same person."""

    def __init__(self, villages: list[str], *, house: int) -> None:
        self.villages, self.house = villages, house

    def person(self, number: int, *, generation: int = 0) -> Person:
        """Person ``number``; ``generation`` 1 is a child in the same household."""
        chance = random.Random(self.house * 100_000_007 + number * 2 + generation)
        village = self.villages[chance.randrange(len(self.villages))]
        if generation:
            village = self.person(number).village
        is_woman = chance.random() < 0.5
        born = _FIRST_BIRTH + timedelta(days=chance.randrange(20_000))
        if generation:
            born = date(2008, 1, 1) + timedelta(days=chance.randrange(6_000))
        region, serial = village[:8].replace(".", ""), 1 + number % 9_000 + generation * 900
        nik = f"{region}{born.day + 40 * is_woman:02d}{born:%m%y}{serial:04d}"
        household = f"{region}{1 + number % 28:02d}{1 + number // 28 % 12:02d}{10 + number % 15}{serial:04d}"
        phone = f"+62899{self.house:02d}{number:07d}"
        return Person(
            _name(chance, is_woman=is_woman, bali=self.house % 3 == 0), nik, household, phone, village
        )


def _name(chance: random.Random, *, is_woman: bool, bali: bool) -> str:
    front = chance.choice((_BALI if bali else _JAVA)[is_woman])
    middle = f" {chance.choice(_MIDDLE)}" if chance.random() < 0.8 else ""
    return f"{front}{middle} {chance.choice(_LAST)}".upper()
