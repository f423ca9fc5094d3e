"""Counters and people of the tests: Monday to Thursday, 08.00 to 10.00, two people each twenty minutes."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, time, timedelta
from typing import Any

from loket.applications.actions.approve import approve
from loket.applications.actions.claim import claim
from loket.applications.actions.let_choose import let_choose
from loket.applications.models import Application
from loket.applications.policies import Officer
from loket.appointments import labels
from loket.appointments.actions.keep_schedule import Week, keep_schedule
from loket.appointments.models import Schedule
from loket.appointments.persons import Person
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Nik, Phone
from loket.tenants.models import Office
from loket.tenants.queries import main_office
from loket.tenants.scope import current_tenant
from tests.applications.cases import RECORDING, make_officer, sent

#: Tuesday 24 November 2026, 08.00 in Makassar (WITA): a plain working day.
TUESDAY = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
DAY = timedelta(days=1)
_serial = itertools.count(1)


def make_schedule(kind: str = labels.RECORDING, office: Office | None = None, **changed: Any) -> Schedule:
    """A counter at the dinas itself unless told otherwise."""
    place = office or main_office()
    for mark in ("is_recording", "is_ikd", "is_pickup"):
        setattr(place, mark, True)
    place.save()
    week: dict[str, Any] = {
        "weekdays": (0, 1, 2, 3),
        "opens": time(8),
        "closes": time(10),
        "minutes": 20,
        "capacity": 2,
        "room": "ruang rekam 1",
    }
    return keep_schedule(place, kind, Week(**{**week, **changed}))


def someone(name: str = "KETUT SUARTINI", *, born: str = "450187", phone: bool = True) -> Person:
    """Somebody with a NIK of his own and no account. ``born``: as in a NIK, day plus 40 for a woman."""
    number = next(_serial)
    # A region no other maker of tests gives out: nobody here is an applicant by chance.
    nik = Nik.parse(f"530806{born}{number:04d}", today=clock.today(current_tenant().zone))
    return Person(name=name, nik=nik, phone=Phone.parse(f"+62812345{number:05d}") if phone else None)


def awaiting_choice(by: Officer | None = None, **given: Any) -> Application:
    """A case whose person was asked to come and may choose when."""
    officer = by or make_officer("verifikator_layanan")
    case = sent(RECORDING, **given)
    claim(case, by=officer)
    approve(case, by=officer)
    let_choose(case, by=officer, place="Kantor Dukcapil", bring="KK")
    return case
