"""Half a year of the Buleleng report, gone through again: people register and apply by the real actions, the clock set.

The printed table (July to December 2020) says how many; the rows it makes are counted by the ordinary recap.
People, numbers and papers are invented; nothing is written past an action.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from loket.applications.actions.submit import submit
from loket.audit.actor import VISITOR, Actor, acting
from loket.catalogue.actions.open_dinas import open_dinas
from loket.foundation.kernel import clock
from loket.residents.actions.verify import verify
from loket.residents.queries import resident_by_nik
from loket.staff.actions.add_officer import add_officer
from loket.staff.models import Membership
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from . import applying, pictures, registrations
from .people import OFFICER_PASSWORD, SARI, Person

PROFILE, HOST, STAGE = "buleleng", "buleleng.localhost", date(2020, 7, 1)

#: Month, accounts registered, applications: changed data, lost or damaged, KIA, consolidation (seed S3-40).
REPORT: tuple[tuple[str, int, int, int, int, int], ...] = (
    ("2020-07", 2006, 370, 1172, 21, 48),
    ("2020-08", 1434, 272, 914, 36, 88),
    ("2020-09", 1381, 223, 352, 30, 136),
    ("2020-10", 1447, 244, 952, 41, 184),
    ("2020-11", 1459, 205, 891, 37, 200),
    ("2020-12", 1312, 203, 756, 49, 241),
)
_KECAMATAN = tuple(f"51.08.0{number}" for number in range(1, 10))
_FIRST = ("I WAYAN", "NI WAYAN", "I MADE", "NI MADE", "I NYOMAN", "NI NYOMAN", "I KETUT", "NI KETUT")
_SECOND = ("SUARTA", "ARTINI", "DARMA", "SUKERTI", "WIRAWAN", "PARWATI", "SUDIANA", "MURNIASIH", "ADNYANA")
#: Every eighth card of the column "lost or damaged" was a damaged one.
_DAMAGED_EVERY = 8


@dataclass(frozen=True, slots=True)
class Registrant(Person):
    """One of thousands; the position makes NIK, KK and phone different."""

    @property
    def nik(self) -> str:
        """Of that kecamatan and day; 99.. was given to nobody."""
        day = self.born.day + (40 if self.gender == "P" else 0)
        return f"{self.kecamatan.replace('.', '')}{day:02d}{self.born:%m%y}{9900 + self.serial % 97:04d}"

    @property
    def nomor_kk(self) -> str:
        """Well-formed, one household each."""
        return f"{self.kecamatan.replace('.', '')}{1 + self.serial % 28:02d}0312{self.serial % 9999 + 1:04d}"

    @property
    def phone(self) -> str:
        """Of a range that is handed out to nobody."""
        return f"+6281200{100_000 + self.serial}"


def registrant(position: int) -> Registrant:
    """The person at this position; the birthday walks through fifty years without meeting itself."""
    gender = "P" if position % 2 else "L"
    name = f"{_FIRST[position % len(_FIRST)]} {_SECOND[position // len(_FIRST) % len(_SECOND)]}"
    born = date(1952, 1, 1) + timedelta(days=position * 37 % 18_251)
    return Registrant(name, gender, born, _KECAMATAN[position % 9], position)


def open_house() -> tuple[Tenant, Membership]:
    """Buleleng as it opened on 1 July 2020, with one officer who checks accounts."""
    with clock.frozen(datetime.fromisoformat("2020-07-01T00:00:00+08:00")):
        tenant = open_dinas(PROFILE, HOST, stage=STAGE)
        with in_tenant(tenant):
            checker = add_officer(
                "pemeriksa", "Made Suardika", roles=("verifikator_user",), password=OFFICER_PASSWORD
            )
    return tenant, checker


def replay(tenant: Tenant, checker: Membership, *, months: int = 6, part: int = 0, parts: int = 1) -> None:
    """Go through the first ``months`` months; each person's step is one transaction.

    Several processes may share the work: each takes the people at every ``parts``-th position from ``part``.
    """
    registered = applied = 0
    for month, users, *columns in REPORT[:months]:
        begins = datetime.fromisoformat(f"{month}-01T08:00:00+08:00")
        for number in range(users):
            if (registered + number) % parts == part:
                _join(tenant, registrant(registered + number), begins + _share(number, users), checker)
        codes = _codes(columns)
        for number, code in enumerate(codes):
            if (applied + number) % parts == part:
                moment = begins + timedelta(days=1) + _share(number, len(codes))
                _apply(tenant, registrant(applied + number), code, moment)
        registered, applied = registered + users, applied + len(codes)


def _share(number: int, of: int) -> timedelta:
    """Spread over 27 days and the hours of the day: people apply at night too."""
    return timedelta(days=27) * (number / of)


def _codes(columns: Sequence[int]) -> list[str]:
    """The services of a month, one for each application."""
    changed, lost, kia, consolidated = columns
    cards = ["ktp-rusak" if number % _DAMAGED_EVERY == 0 else "ktp-hilang" for number in range(lost)]
    return [
        *["ktp-perubahan-data"] * changed, *cards, *["kia-baru"] * kia, *["konsolidasi-manual"] * consolidated,
    ]  # fmt: skip


def _join(tenant: Tenant, person: Person, moment: datetime, checker: Membership) -> None:
    """Register, be found right by the officer, say where one lives."""
    with in_tenant(tenant):
        resident = registrations.register(person, moment, at=_quietly, photo_of=_photo)
        with _quietly(moment + timedelta(hours=2), _officer(checker)):
            verify(resident, by=checker)
        registrations.settle(resident, person, moment + timedelta(hours=3), at=_quietly)


def _apply(tenant: Tenant, person: Person, code: str, moment: datetime) -> None:
    with in_tenant(tenant):
        resident = resident_by_nik(person.nik)
        if resident is None:
            raise LookupError("nobody registered under this number")
        by = applying.actor_of(resident)
        with _quietly(moment, by):
            case = applying.filled(code, resident, person, day=f"{moment:%Y-%m-%d}", photo_of=_photo)
            submit(case, submit_key=uuid.uuid4(), by=by)


@contextmanager
def _quietly(moment: datetime, by: Actor = VISITOR) -> Iterator[None]:
    """The block happens then, by that person; its messages stay with the worker."""
    with clock.frozen(moment), acting(by):
        yield


def _officer(by: Membership) -> Actor:
    return Actor("officer", str(by.account.public_id), by.account.display_name)


@cache
def _drawn(slug: str) -> bytes:
    return pictures.paper(slug, SARI)


def _photo(slug: str, _person: Person) -> bytes:
    """The same drawing for everybody: the recap counts people, not pictures."""
    return _drawn(slug)
