"""Workers killed with -9 at random moments: each message arrives once, or says that it may have come twice.

R51, and the issue's "a worker killed at any moment sends each message once or, at worst, says so".
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

import psycopg
import pytest
from django.db import connection

from loket.foundation.gateways import sandbox_phone
from loket.notifications import queries
from loket.notifications.actions.queue import queue
from loket.notifications.actions.sweep import sweep
from loket.notifications.messages import Recipient
from loket.notifications.models import Message
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.database import address
from tests.foundation.gateways.postoffice import open_post_office

pytestmark = pytest.mark.kill
#: seconds in which everything promised must have left after the last kill
PATIENCE = 25.0


@dataclass
class Workers:
    """Real worker processes, started and killed at will."""

    nursery: subprocess.Popen[str]
    alive: list[int] = field(default_factory=list)

    def start(self) -> None:
        """One more worker."""
        assert self.nursery.stdin
        assert self.nursery.stdout
        self.nursery.stdin.write("\n")
        self.nursery.stdin.flush()
        self.alive.append(int(self.nursery.stdout.readline()))

    def kill_one(self) -> None:
        """kill -9 the oldest, with whatever it holds."""
        os.kill(self.alive.pop(0), signal.SIGKILL)

    def stop(self) -> None:
        """The end of the test."""
        for pid in self.alive:
            os.kill(pid, signal.SIGKILL)
        self.nursery.kill()
        self.nursery.communicate()


def hire(database: str, **more: str) -> Workers:
    """Workers on the database of this test."""
    environment = {
        **os.environ,
        "LOKET_DATABASE_URL": database,
        "LOKET_MODE": "test",
        "PYTHONWARNINGS": "ignore",
        **more,
    }
    command = [sys.executable, "-m", "tests.notifications.worker_nursery"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return Workers(subprocess.Popen(command, env=environment, text=True, **pipes))  # type: ignore[call-overload]  # pipes


@pytest.fixture
def dinas_at_work(real_commits: str, monkeypatch: pytest.MonkeyPatch) -> Tenant:
    """Buleleng, committed; a sweeper that is not patient."""
    sandbox_phone.forget_all()
    monkeypatch.setattr(queries, "PATIENCE", queries.PATIENCE / 60)
    tenant = create_from_profile("buleleng", "buleleng.localhost")
    tenant.notify_channels = ["whatsapp"]
    tenant.save()
    return tenant


def promise(tenant: Tenant, count: int, **address: str) -> None:
    """Queue some messages in one transaction."""
    with in_tenant(tenant):
        for _ in range(count):
            to = Recipient(phone="+6281234567890") if not address else Recipient(**address)
            queue("notifications.test", to=to, variables={"jam": "08.15 WITA"})


def torment(workers: Workers, tenant: Tenant, *, kills: int, **address: str) -> None:
    """Keep two workers busy and kill one again and again."""
    workers.start()
    for _ in range(kills):
        workers.start()
        promise(tenant, 12, **address)
        time.sleep(random.uniform(0.15, 0.55))
        with in_tenant(tenant):
            sweep()
        workers.kill_one()


def wait_for_all(tenant: Tenant) -> list[Message]:
    """Sweep as the timetable does until nothing is promised any more; the messages as they are then."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with in_tenant(tenant):
            if not Message.objects.promised().exists():
                break
            sweep()
        time.sleep(0.25)
    with in_tenant(tenant):
        return list(Message.objects.order_by("id"))


def wrongs(messages: list[Message], arrived: Counter[str]) -> list[str]:
    """What was lost, came twice without a word, or was never noted."""
    found = [f"unsent {message.pk}" for message in messages if message.state != "sent"]
    found += [f"lost {message.pk}" for message in messages if not arrived[str(message.key)]]
    silent = [m for m in messages if arrived[str(m.key)] > 1 and not m.maybe_twice]
    return found + [f"twice without a word {message.pk}" for message in silent]


def deliveries() -> Counter[str]:
    """How often each message was handed to the sandbox phone."""
    return Counter({message.key: message.deliveries for message in sandbox_phone.read(limit=10_000)})


def test_no_message_is_lost_or_doubled_in_silence_by_two_dozen_kills(
    dinas_at_work: Tenant, real_commits: str
) -> None:
    workers = hire(real_commits)
    try:
        torment(workers, dinas_at_work, kills=24)
        messages = wait_for_all(dinas_at_work)
    finally:
        workers.stop()
    assert len(messages) == 24 * 12
    assert wrongs(messages, deliveries()) == []
    assert len(sandbox_phone.read(limit=10_000)) == 24 * 12, "each arrived once on the phone"
    taken_over = sum(message.maybe_twice for message in messages)
    assert 0 < taken_over <= 24 * 4, "kills fell where they hurt"


def test_the_harness_sees_a_planted_fault(dinas_at_work: Tenant, real_commits: str) -> None:
    """A worker that notes first and sends afterwards loses messages, and the count above shows it."""
    workers = hire(real_commits, LOKET_TEST_FAULT="note_first")
    found: list[str] = []
    try:
        for _ in range(6):
            torment(workers, dinas_at_work, kills=4)
            found = wrongs(wait_for_all(dinas_at_work), deliveries())
            if any(wrong.startswith("lost") for wrong in found):
                break
    finally:
        workers.stop()
    assert any(wrong.startswith("lost") for wrong in found)


def test_letters_by_real_smtp_survive_eight_kills(dinas_at_work: Tenant, real_commits: str) -> None:
    dinas_at_work.notify_channels = ["email"]
    dinas_at_work.save()
    with open_post_office() as office:
        workers = hire(real_commits, LOKET_SMTP_URL=office.url)
        try:
            torment(workers, dinas_at_work, kills=8, email="sari@example.com")
            messages = wait_for_all(dinas_at_work)
        finally:
            workers.stop()
    assert len(messages) == 8 * 12
    assert wrongs(messages, office.by_key()) == []


def test_a_worker_told_to_stop_finishes_what_it_holds(dinas_at_work: Tenant, real_commits: str) -> None:
    workers = hire(real_commits)
    try:
        workers.start()
        promise(dinas_at_work, 40)
        time.sleep(0.5)
        os.kill(workers.alive[0], signal.SIGTERM)
        _wait_until_gone(workers.alive.pop())
        with in_tenant(dinas_at_work):
            assert not Message.objects.filter(state="sending").exists()
        workers.start()
        messages = wait_for_all(dinas_at_work)
    finally:
        workers.stop()
    assert wrongs(messages, deliveries()) == []
    assert not any(message.maybe_twice for message in messages)


def test_a_worker_taken_for_dead_or_cut_off_from_the_database_goes_on(
    dinas_at_work: Tenant, real_commits: str
) -> None:
    workers = hire(real_commits)
    try:
        workers.start()
        promise(dinas_at_work, 5)
        wait_for_all(dinas_at_work)
        with in_tenant(dinas_at_work), connection.cursor() as cursor:
            cursor.execute("delete from procrastinate_workers")
        promise(dinas_at_work, 5)
        wait_for_all(dinas_at_work)
        with psycopg.connect(address("postgres", "postgres"), autocommit=True) as mighty:
            mighty.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and usename = %s",
                [connection.settings_dict["NAME"], connection.settings_dict["USER"]],
            )
        connection.close()
        promise(dinas_at_work, 5)
        messages = wait_for_all(dinas_at_work)
        os.kill(workers.alive[0], 0)
    finally:
        workers.stop()
    assert wrongs(messages, deliveries()) == []


def _wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("the worker did not stop")
