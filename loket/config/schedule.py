"""The timetable: every periodic job of the house, in one place. Read aloud it says when what happens.

Two workers never ring twice for one tick; a job that is still waiting is not queued again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from procrastinate import App


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the timetable."""

    #: minute, hour, day, month, weekday (UTC); five stars mean every minute
    cron: str
    #: name of the job, as in the app's tasks.py
    job: str
    #: queue whose worker does it
    queue: str
    #: what would be missing without it
    why: str


TIMETABLE = (
    Tick("* * * * *", "notifications.sweep", "upkeep", "a promised message without a job still leaves"),
    Tick("* * * * *", "audit.seal", "upkeep", "rows of the record join the chain"),
    Tick("17 * * * *", "files.sweep", "files", "uploads that nobody claimed disappear after a day"),
)


def ring_by(app: App) -> None:
    """Enter the timetable into the queue's clock, once; raises KeyError for a job that does not exist."""
    for tick in TIMETABLE:
        if f"timetable.{tick.job}" in app.tasks:
            continue
        ring = app.task(name=f"timetable.{tick.job}", queue=tick.queue, queueing_lock=tick.job)(
            _caller(app.tasks[tick.job])
        )
        app.periodic(cron=tick.cron, periodic_id=tick.job)(ring)


def _caller(job: Callable[[], object]) -> Callable[[int], object]:
    def ring(timestamp: int) -> object:
        return job()

    return ring
