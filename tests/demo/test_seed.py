"""`loket demo`: a desk that is alive, made by the real actions, once."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loket.applications.models import Application
from loket.appointments.models import Booking
from loket.audit.models import Entry
from loket.demo import accounts, people, seed
from loket.files.models import StoredFile
from loket.foundation.gateways import sandbox_phone
from loket.foundation.kernel.identifiers import Nik
from loket.notifications.models import Message
from loket.residents.models import Resident
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

STATES = {
    "submitted", "approved", "in_process", "in_production", "ready", "completed", "returned", "rejected", "cancelled",
}  # fmt: skip


@pytest.fixture
def demo(real_commits: str, tmp_path: Path, settings: Any) -> float:
    """The seeded demo; gives the seconds it took."""
    settings.LOKET_DATA, settings.LOKET_STORAGE, settings.LOKET_SMTP_URL = tmp_path, tmp_path / "files", ""
    began = time.monotonic()
    assert seed.seed() == 0
    return time.monotonic() - began


def test_the_demo_dinas_are_alive(demo: float) -> None:
    assert demo < 60, "twenty seconds on an idle machine"
    for tenant in Tenant.objects.all():
        with in_tenant(tenant):
            states = Counter(Application.objects.values_list("state", flat=True))
            if tenant.slug in ("buleleng", "surakarta"):
                assert set(states) >= STATES, tenant
                assert sum(states.values()) >= 12
                came = set(Booking.objects.values_list("state", flat=True))
                assert came >= {"booked", "served", "missed", "cancelled"}, tenant
            assert {"submitted", "approved"} <= set(states), tenant
            assert not StoredFile.objects.exclude(state="rebuilt").exists()
            assert not Message.objects.exclude(state="sent").exists()
            assert Entry.objects.filter(action="applications.approve", actor_kind="officer").exists()
    with in_tenant(Tenant.objects.get(slug="buleleng")):
        waiting = Resident.objects.filter(state="awaiting_verification")
        assert waiting.count() == len(people.BULELENG_WAITING) + 1  # and one foreigner without a NIK
        assert Resident.objects.filter(state="needs_repair").count() == 1
    _nothing_happens_twice()
    _the_phone_tells_the_story()
    _the_accounts_are_listed()


def _nothing_happens_twice() -> None:
    before = Application.all_tenants.count()
    with CaptureQueriesContext(connection) as queries:
        assert seed.seed() == 0
    assert len(queries) < 10
    assert Application.all_tenants.count() == before


def _the_phone_tells_the_story() -> None:
    told = sandbox_phone.read(to=people.SARI.phone, limit=1000)
    kinds = [message.kind for message in reversed(told)]
    assert kinds[:2] == ["accounts.code", "residents.verified"]
    assert "applications.in_production" in kinds, "switched on in Buleleng (settled: states)"
    times = [message.created_at for message in sandbox_phone.read(limit=1000)]
    assert times[-1] < times[0], "they left in the past they belong to"


def _the_accounts_are_listed() -> None:
    listed = accounts.listed()
    assert {account.username for account in listed if account.is_officer} >= {"made", "putu", "rai", "joko"}
    assert {account.host for account in listed} == {
        f"{name}.localhost" for name in ("buleleng", "surakarta", "kutaitimur", "balikpapan", "operator")
    }, "the four hosts of the contract, and the operator's"
    assert any(account.username == people.SARI.nik for account in listed)


def test_everybody_is_invented() -> None:
    everyone = (
        *(*people.BULELENG_VERIFIED, *people.BULELENG_WAITING, *people.SURAKARTA_RESIDENTS),
        *(*people.KUTAI_TIMUR_RESIDENTS, *people.BALIKPAPAN_RESIDENTS),
    )
    for person in everyone:
        nik = Nik.parse(person.nik, today=person.born.replace(year=2026))
        assert (nik.gender, nik.birth_date(adult=True)) == (person.gender, person.born)
        assert person.nik[12:14] == "99"
        assert person.phone.startswith("+628120000")
    assert len({person.nik for person in everyone}) == len(everyone)
