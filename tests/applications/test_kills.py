"""kill -9 in the middle of an order over 500 cases: each is decided exactly once, and the list of failures is right.

Issue 4: "batch actions up to 500 cases as a background task with progress and the list of those that failed".
"""

from __future__ import annotations

import time
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from loket.applications import states
from loket.applications.actions.claim import claim
from loket.applications.actions.start_batch import start_batch
from loket.applications.batches import failures_of
from loket.applications.models import Application, Batch, BatchItem, Step
from loket.applications.rules import BATCH_LIMIT
from loket.audit.models import Entry
from loket.foundation.kernel import clock
from loket.notifications.models import Message
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.scope import in_tenant
from tests.notifications.test_kills import Workers, hire

from .cases import make_officer, make_paper, sent
from .many import copies_of, with_step

pytestmark = pytest.mark.kill
#: The worker is killed when so many cases of the order have had their turn.
KILLED_AT = (40, 300)
PATIENCE = 180.0


def until(reached: Callable[[], Any], what: str) -> None:
    """Look again and again, for as long as a slow machine may take."""
    deadline = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def tried(batch: Batch) -> int:
    """How many cases have had their turn; at this very moment as many are decided as are noted."""
    noted = """
        SELECT count(*) FILTER (WHERE fate <> 'waiting'), count(*) FILTER (WHERE fate = 'done'),
               (SELECT count(*) FROM applications_step WHERE move = 'approve')
        FROM applications_batchitem WHERE batch_id = %s"""
    with in_tenant(batch.tenant), connection.cursor() as cursor:
        cursor.execute(noted, [batch.pk])
        turns, done, approved = cursor.fetchone()
    assert done == approved
    return int(turns)


def test_five_hundred_cases_are_each_decided_once_though_the_worker_is_killed_twice(
    real_commits: str,
) -> None:
    tenant = create_from_profile("buleleng", "buleleng.localhost")
    with in_tenant(tenant):
        made, colleague = (make_officer("verifikator_layanan", name=name) for name in ("Made", "Ketut Ayu"))
        cases = copies_of(sent(), BATCH_LIMIT)
        with_step(cases, "submit", slot="applicant", by=made)
        seen = [(case.pk, case.version) for case in cases]
        taken, doubted = cases[3::100], cases[50::100]
        for case in taken:
            claim(case, by=colleague)
        for case in doubted:
            make_paper(case)
            case.attachments.update(verdict="bad")
        with clock.frozen(clock.now() - timedelta(seconds=11)):
            batch = start_batch("approve", seen, by=made, choices={}, order_key=uuid.uuid4())
    workers = hire(real_commits, LOKET_TEST_SLOTS='{"batches": 1}')
    try:
        spent = _carried_out_under_fire(workers, batch)
    finally:
        workers.stop()
    print(f"\n{BATCH_LIMIT} cases approved by one order in {spent:.1f} s, {len(KILLED_AT)} kills included")
    with in_tenant(tenant):
        _assert_each_once(batch, cases, taken, doubted)


def _carried_out_under_fire(workers: Workers, batch: Batch) -> float:
    """Kill the worker again and again, the last one works to the end; seconds from the first start."""
    workers.start()
    began = time.monotonic()
    for turns in KILLED_AT:
        until(lambda turns=turns: tried(batch) >= turns, f"no worker reached case {turns}")  # type: ignore[misc]
        workers.kill_one()
        assert tried(batch) < BATCH_LIMIT, "killed in the middle"
        workers.start()

    def ended() -> bool:
        with in_tenant(batch.tenant):
            return Batch.objects.filter(pk=batch.pk, ended_at__isnull=False).exists()

    until(ended, "the order never ended")
    return time.monotonic() - began


def _assert_each_once(
    batch: Batch, cases: list[Application], taken: list[Application], doubted: list[Application]
) -> None:
    failed = {case.pk for case in (*taken, *doubted)}
    good = {case.pk for case in cases} - failed
    assert len(good) == 490
    assert set(Application.objects.filter(state=states.APPROVED).values_list("pk", flat=True)) == good
    for move in ("claim", "approve"):
        steps = Counter(
            Step.objects.filter(move=move, application__in=good).values_list("application", flat=True)
        )
        assert (set(steps), set(steps.values())) == (good, {1}), move
    promised = Counter(Message.objects.filter(kind="applications.approved").values_list("ref", flat=True))
    assert (len(promised), set(promised.values())) == (len(good), {1})
    assert Entry.objects.filter(action="applications.approve").count() == len(good)
    assert not BatchItem.objects.filter(batch=batch, fate="waiting").exists()
    told = {failure.application_id: failure.why for failure in failures_of(batch)}
    assert set(told) == failed
    assert all("Ketut Ayu" in told[case.pk] for case in taken)
    assert all("perlu diperbaiki" in told[case.pk] for case in doubted)
