"""How high the desk's queues are now; which they are: ``applications.queues``."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from loket.applications.policies import Officer
from loket.applications.queue_filter import Height, QueueFilter, heights
from loket.applications.queues import ASIDE, LATE, QUEUES, Queue, is_made_for, queue_named, queue_of_state
from loket.foundation.kernel import clock

__all__ = [
    "ASIDE",
    "LATE",
    "QUEUES",
    "Queue",
    "has_queue",
    "piles_here",
    "queue_named",
    "queue_of_state",
]


def piles_here(
    officer: Officer, more: Mapping[str, QueueFilter], *, aged: Collection[str] | None
) -> Mapping[str, Height]:
    """The heights of all tabs by the word of the queue, and of ``more``; counted now, in one statement."""
    tabs = {queue.slug: queue.filter for queue in (*QUEUES, *([LATE] if officer.oversees else []))}
    return heights(tabs | dict(more), officer, at=clock.now(), aged=aged)


def has_queue(queue: Queue, officer: Officer, piles: Mapping[str, Height]) -> bool:
    """Whether the queue is shown: something stands in it, or the officer's roles are made for it."""
    return bool(piles[queue.slug].count) or is_made_for(queue, officer)
