"""Lists under fire: workers killed with -9 in the middle, and the same person at the counter in the same moment.

Issue 4: "nothing half-imported", "an import … has a test and a plain sentence".
"""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any

import pytest
from django.db import connection

from loket.applications import states
from loket.applications.actions.submit import submit
from loket.applications.models import Application, Step
from loket.audit.actor import acting
from loket.audit.models import Entry
from loket.intake import import_queries, import_states
from loket.intake.actions.bring_in import bring_in
from loket.intake.actions.start_bringing_in import start_bringing_in
from loket.intake.models import Import, ImportCase
from loket.residents.actions.register_assisted import Told, register_assisted
from loket.residents.models import Resident
from loket.staff.models import Membership
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.apply import actor, make_verified, ready_draft
from tests.applications.racing import race, words
from tests.applications.test_kills import until
from tests.intake import lists
from tests.intake.walking import as_it_is, by_of, check, order_check, read, sheet
from tests.notifications.test_kills import hire
from tests.staff.people import officer

ROWS = 1300
ROUNDS = 12


@pytest.fixture
def tenant(real_commits: str) -> Tenant:
    return create_from_profile("buleleng", "buleleng.localhost")


@pytest.fixture
def rai(tenant: Tenant) -> Membership:
    return officer(tenant, "rai", roles=("petugas_loket",))


def written() -> int:
    """Rows that transactions not yet committed are writing into the table of cases, seen from outside: locks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE relation = 'applications_application'::regclass"
            " AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.kill
def test_a_list_whose_workers_are_killed_comes_in_whole_and_once(
    tenant: Tenant, rai: Membership, real_commits: str
) -> None:
    """Killed while it judges and again while it brings in: first nothing is there, then each good row once."""
    bad = range(7, ROWS, 100)
    rows = [lists.row(one, **({"NIK": "5108"} if one in bad else {})) for one in range(1, ROWS + 1)]
    batch = read(tenant, sheet(*rows), rai)
    workers = hire(real_commits, LOKET_TEST_SLOTS='{"intake": 1}')
    try:
        order_check(tenant, batch, rai)
        workers.start()
        until(lambda: as_it_is(tenant, batch).checked, "no worker judges")
        workers.kill_one()
        assert as_it_is(tenant, batch).checked < ROWS, "killed in the middle"
        workers.start()
        until(lambda: as_it_is(tenant, batch).state == import_states.CHECKED, "never judged")
        batch = as_it_is(tenant, batch)
        assert (batch.checked, batch.good, batch.bad) == (ROWS, ROWS - len(bad), len(bad))
        with in_tenant(tenant):
            found = import_queries.mistakes(batch, "id", first=0, most=100)
            assert [one.row for one in found] == [one + 1 for one in bad]
            start_bringing_in(batch, by=by_of(rai), leaves_out_bad=True, tells_people=False)
        until(written, "no worker brings in")
        workers.kill_one()
        with in_tenant(tenant):
            assert (Application.objects.count(), Resident.objects.count()) == (0, 0)
        assert as_it_is(tenant, batch).state == import_states.BRINGING_IN, "killed in the middle"
        workers.start()
        until(lambda: as_it_is(tenant, batch).state == import_states.DONE, "never brought in")
    finally:
        workers.stop()
    bring_in(tenant, batch.pk)  # a job that comes twice
    with in_tenant(tenant):
        _assert_each_once(
            as_it_is(tenant, batch), {one + 1 for one in range(1, ROWS + 1)} - {one + 1 for one in bad}
        )


def _assert_each_once(batch: Import, rows: set[int]) -> None:
    came = Counter(ImportCase.objects.filter(batch=batch).values_list("row", flat=True))
    assert (set(came), set(came.values())) == (rows, {1})
    assert batch.brought_in == len(rows)
    assert Application.objects.filter(state=states.SUBMITTED).count() == len(rows)
    assert Application.objects.count() == Step.objects.count() == len(rows)
    assert Resident.objects.count() == len(rows)
    assert Entry.objects.filter(action="applications.take_over").count() == len(rows)


def _ready_lists(tenant: Tenant, by: Membership, rows: list[list[str]]) -> list[Import]:
    """A list of one row each, judged good."""
    return [check(tenant, read(tenant, sheet(row), by), by) for row in rows]


def _brought_in(tenant: Tenant, batch: Import, by: Membership) -> str:
    """Ordered by an officer and done by a worker; how it stands then."""
    with in_tenant(tenant):
        start_bringing_in(as_it_is(tenant, batch), by=by_of(by), leaves_out_bad=False, tells_people=False)
    bring_in(tenant, batch.pk)
    return str(as_it_is(tenant, batch).state)


def _at_the_counter(number: int) -> Told:
    return Told(
        nik=lists.nik(number), name=f"NI LUH CONTOH {number}", nomor_kk=f"51080125031{number:05d}",
        village_code="51.08.06.1001", phone=f"+62812{30000000 + number}",
    )  # fmt: skip


def test_a_list_and_the_counter_at_the_same_nik(tenant: Tenant, rai: Membership) -> None:
    """One account for the NIK: the counter is told that it is there, or the list waits for another check."""
    batches = _ready_lists(tenant, rai, [lists.row(number) for number in range(1, ROUNDS + 1)])

    def worker(number: int) -> str:
        return _brought_in(tenant, batches[number], rai)

    def counter(number: int) -> str:
        with in_tenant(tenant), acting(by_of(rai)):
            register_assisted(_at_the_counter(number + 1), by=rai, assisted_name="Rai")
        return "registered"

    told = race(ROUNDS, worker, counter, hesitate=(0.001, 0.03))
    outcomes = Counter(words(told))
    met = {
        (import_states.DONE, "refused 409"),
        (import_states.CHECKED, "registered"),
        (import_states.DONE, "registered"),
    }
    assert set(outcomes) <= met, outcomes
    assert len(outcomes) > 1, "each was first sometimes"
    assert {said for one in told for _word, said in one if said} <= {
        "NIK ini sudah punya akun. Cari NIK-nya, lalu lanjutkan dari sana."
    }
    with in_tenant(tenant):
        people = Counter(Resident.objects.values_list("nik_hash", flat=True))
        assert (len(people), set(people.values())) == (ROUNDS, {1})
        stood_back = [one for one in batches if as_it_is(tenant, one).state == import_states.CHECKED]
    for batch in stood_back:
        assert as_it_is(tenant, batch).problem == "overtaken"
        assert _brought_in(tenant, batch, rai) == import_states.DONE
    with in_tenant(tenant):
        assert Resident.objects.count() == ROUNDS
        assert Application.objects.count() == ROUNDS, "each row is the case of the one account"


def test_a_list_and_the_resident_who_asks_for_the_same_himself(tenant: Tenant, rai: Membership) -> None:
    """One running case: the resident is told that his runs already, or the list stands back."""
    drafts: list[Any] = []
    with in_tenant(tenant):
        people = [make_verified(f"NI LUH CONTOH {number}") for number in range(ROUNDS)]
        rows = [
            lists.row(number, NIK=str(one.nik), **{"Nama Lengkap": one.name, "No KK": str(one.nomor_kk)})
            for number, one in enumerate(people, 1)
        ]
        drafts = [ready_draft(one) for one in people]
    batches = _ready_lists(tenant, rai, rows)

    def worker(number: int) -> str:
        return _brought_in(tenant, batches[number], rai)

    def resident(number: int) -> str:
        with in_tenant(tenant):
            draft = Application.objects.get(pk=drafts[number].pk)
            submit(draft, submit_key=uuid.uuid4(), by=actor(people[number]))
        return "sent"

    outcomes = Counter(words(race(ROUNDS, worker, resident, hesitate=(0.01, 0.03))))
    assert set(outcomes) <= {(import_states.DONE, "refused 409"), (import_states.CHECKED, "sent")}, outcomes
    with in_tenant(tenant):
        running = Application.objects.filter(state=states.SUBMITTED)
        subjects = Counter(running.values_list("subject_hash", flat=True))
        assert (len(subjects), set(subjects.values())) == (ROUNDS, {1})
