"""What has happened at the demo dinas so far: who registered, who applied, and how far each case has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from loket.residents.models import Resident
from loket.staff.models import Membership
from loket.tenants.queries import print_zone_for

from . import applying, past, people, registrations, working
from .people import Person
from .working import Desk


@dataclass(frozen=True, slots=True)
class Case:
    """One application of the story."""

    person: Person
    service: str
    #: the state in which it stands today
    state: str
    #: working days ago that it was sent
    ago: int


SARI, EKA, RATNA, DWI, SUKRENI, AGUS = people.BULELENG_VERIFIED
BULELENG_CASES = (
    Case(DWI, "ktp-rusak", "completed", 9),
    Case(EKA, "kia-baru", "ready", 7),
    Case(SUKRENI, "ktp-hilang", "rejected", 6),
    Case(AGUS, "konsolidasi-manual", "cancelled", 6),
    Case(SARI, "kia-baru", "in_production", 5),
    Case(AGUS, "ktp-rusak", "in_process", 4),
    Case(SUKRENI, "kia-baru", "approved", 3),
    Case(RATNA, "ktp-hilang", "returned", 3),
    Case(EKA, "ktp-rusak", "submitted", 2),
    Case(DWI, "konsolidasi-manual", "submitted", 1),
    Case(SARI, "ktp-hilang", "submitted", 1),
    Case(RATNA, "konsolidasi-manual", "submitted", 1),
    Case(SARI, "konsolidasi-manual", "draft", 1),
)
SRI, SETIAWAN, RETNO, SUGENG, ANISA, HARI = people.SURAKARTA_RESIDENTS
SURAKARTA_CASES = (
    Case(HARI, "ktp-suket", "completed", 9),
    Case(SETIAWAN, "kia-baru", "ready", 7),
    Case(SUGENG, "ktp-hilang", "rejected", 6),
    Case(ANISA, "ktp-hilang", "cancelled", 6),
    Case(SRI, "kia-baru", "in_production", 5),
    Case(HARI, "ktp-hilang", "in_process", 4),
    Case(SUGENG, "ktp-suket", "approved", 3),
    Case(RETNO, "ktp-hilang", "returned", 3),
    Case(SETIAWAN, "ktp-hilang", "submitted", 2),
    Case(ANISA, "ktp-suket", "submitted", 1),
    Case(SRI, "ktp-hilang", "submitted", 1),
    Case(RETNO, "kia-baru", "submitted", 1),
)

HASANAH, ANDI = people.KUTAI_TIMUR_RESIDENTS
KUTAI_TIMUR_CASES = (
    Case(ANDI, "kk-perubahan-data", "approved", 2),
    Case(HASANAH, "kk-perubahan-data", "submitted", 1),
)
RINA, BUDI = people.BALIKPAPAN_RESIDENTS
BALIKPAPAN_CASES = (
    Case(BUDI, "kk-perubahan-data", "approved", 2),
    Case(RINA, "kk-perubahan-data", "submitted", 1),
)


def tell_buleleng(team: dict[str, Membership]) -> None:
    """Accounts verified, waiting and sent back; applications in every state."""
    made = team["made"]
    known: dict[Person, Resident] = {}
    for number, person in enumerate(people.BULELENG_VERIFIED):
        moment = past.working_day(20 - number, 9, 10 + 5 * number)
        known[person] = registrations.register(person, moment)
        registrations.approve_account(known[person], moment + timedelta(hours=2), by=made)
        registrations.settle(known[person], person, moment + timedelta(hours=3))
    back = registrations.register(people.BULELENG_REPAIR, past.working_day(4, 10), with_blurred="selfie_ktp")
    registrations.send_back_account(
        back, past.working_day(3, 8, 20), by=made, reason="blurred", item="selfie_ktp"
    )
    _welcome_foreigners(made)
    for number, person in enumerate(people.BULELENG_WAITING):
        registrations.register(person, past.working_day(2 - number // 4, 9 + number % 4, 7 * number))
    verifier, counter = working.officer(made), working.officer(team["nengah"])
    putu, ketut = working.officer(team["putu"]), working.officer(team["ketut"])
    for case in BULELENG_CASES:
        zone = print_zone_for(case.person.kecamatan)
        operator = putu if zone and zone.slug == "barat" and case.service.startswith("ktp") else ketut
        _tell(case, known[case.person], Desk(verifier, operator, counter))


def _welcome_foreigners(made: Membership) -> None:
    """One may apply for her SKTT, the other waits for a verifier: both without a NIK."""
    anna, mark = people.BULELENG_FOREIGNERS
    moment = past.working_day(6, 9, 40)
    resident = registrations.register(anna, moment)
    registrations.approve_account(resident, moment + timedelta(hours=1), by=made)
    registrations.settle(resident, anna, moment + timedelta(hours=2))
    registrations.register(mark, past.working_day(1, 10, 20))


def tell_surakarta(team: dict[str, Membership]) -> None:
    """Accounts that a code opened; applications in every state."""
    desk = Desk(*(working.officer(team[name]) for name in ("joko", "endah", "bambang")))
    _tell_of(people.SURAKARTA_RESIDENTS, SURAKARTA_CASES, desk)


def tell_kutai_timur(team: dict[str, Membership]) -> None:
    """Two residents, one application each."""
    verifier, maker = working.officer(team["rahma"]), working.officer(team["yusran"])
    _tell_of(people.KUTAI_TIMUR_RESIDENTS, KUTAI_TIMUR_CASES, Desk(verifier, maker, maker))


def tell_balikpapan(team: dict[str, Membership]) -> None:
    """Two residents, one application each."""
    verifier, maker = working.officer(team["lina"]), working.officer(team["dedi"])
    _tell_of(people.BALIKPAPAN_RESIDENTS, BALIKPAPAN_CASES, Desk(verifier, maker, maker))


def _tell_of(residents: Sequence[Person], cases: Sequence[Case], desk: Desk) -> None:
    """Residents whose accounts a code opened, and their applications."""
    known: dict[Person, Resident] = {}
    for number, person in enumerate(residents):
        moment = past.working_day(20 - number, 9, 10 + 5 * number)
        known[person] = registrations.register(person, moment)
        registrations.settle(known[person], person, moment)
    for case in cases:
        _tell(case, known[case.person], desk)


def _tell(case: Case, resident: Resident, desk: Desk) -> None:
    resident.refresh_from_db()
    minute = case.person.serial * 4 % 60
    begun = past.working_day(case.ago, 19, minute)
    application = applying.draft(case.service, resident, case.person, begun)
    if case.state == "draft":
        return
    application = applying.send(application, begun + timedelta(minutes=6))
    working.walk(application, case.state, desk, start=past.working_day(max(case.ago - 1, 0), 8, minute))
