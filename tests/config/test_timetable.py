"""The timetable: every line names a job that exists and a queue that a worker serves."""

from __future__ import annotations

import croniter
import pytest
from procrastinate.contrib.django import app

from loket.config import schedule, worker
from loket.config.schedule import TIMETABLE, Tick


@pytest.mark.parametrize("tick", TIMETABLE, ids=lambda tick: tick.job)
def test_each_line_can_ring(tick: Tick) -> None:
    assert tick.job in app.tasks
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
    assert sorted(lines) == sorted(f"timetable.{tick.job}" for tick in TIMETABLE)
