"""The timetable: every line names a job that exists and a queue that a worker serves."""

from __future__ import annotations

import croniter
import pytest
from procrastinate.contrib.django import app

from loket.config import schedule, worker
from loket.config.schedule import TIMETABLE, Tick
from loket.tenants.models import Tenant
from loket.tenants.scope import current_tenant


@pytest.mark.parametrize("tick", TIMETABLE, ids=lambda tick: tick.name)
def test_each_line_can_ring(tick: Tick) -> None:
    schedule.ring_by(app)
    assert tick.name in app.tasks
    assert tick.queue in worker.SLOTS
    assert croniter.croniter.is_valid(tick.cron)
    assert tick.why


def test_every_job_of_the_house_has_a_worker() -> None:
    queues = {
        task.queue for name, task in app.tasks.items() if not name.startswith(("builtin", "procrastinate"))
    }
    assert queues <= set(worker.SLOTS), "a queue without slots is never served"


def test_entering_it_twice_rings_once() -> None:
    schedule.ring_by(app)
    schedule.ring_by(app)
    lines = [periodic.task.name for periodic in app.periodic_registry.periodic_tasks.values()]
    assert sorted(lines) == sorted(tick.name for tick in TIMETABLE)


def test_trouble_in_one_dinas_does_not_stop_the_others(buleleng: Tenant, surakarta: Tenant) -> None:
    visited: list[str] = []

    def work() -> None:
        visited.append(current_tenant().slug)
        if current_tenant() == buleleng:
            raise ZeroDivisionError

    assert schedule.visit_every_dinas(work) == 1
    assert visited == ["buleleng", "surakarta"]


def test_a_whole_round_runs_on_an_empty_house(buleleng: Tenant) -> None:
    for tick in TIMETABLE:
        assert schedule.visit_every_dinas(tick.work) == 1, tick.name
