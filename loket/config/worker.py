"""The worker process: delivers messages, rebuilds photos and keeps the timetable.

Messages, photos and upkeep have slots of their own, so that a heap of photos never holds up a code. SIGTERM
lets running jobs end; after kill -9 another worker notices the missing heartbeat and takes the jobs over.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from dataclasses import dataclass

from asgiref.sync import sync_to_async
from django.db import connections
from procrastinate import App
from procrastinate.contrib.django import app as django_app
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status

from loket.files import decoders

from . import schedule

log = logging.getLogger("loket.worker")
#: slots per queue; one SMTP letter or one photo takes one
SLOTS = {"messages": 4, "files": 2, "registry": 1, "upkeep": 1, "batches": 1, "intake": 1}


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a worker looks around, in seconds; the kill tests walk faster."""

    #: between two signs of life
    heartbeat: float = 5.0
    #: without a sign of life for so long a worker is dead
    dead_after: float = 20.0
    #: between two looks for jobs whose time has come (new ones are announced at once)
    poll: float = 1.0
    #: running jobs may take so long to end after SIGTERM
    grace: float = 25.0


def run(pace: Pace = Pace()) -> int:
    """Work until SIGTERM or SIGINT; returns 0, or 1 when it could not even begin."""
    return asyncio.run(_work(pace))


async def _work(pace: Pace) -> int:
    connector = django_app.connector.get_worker_connector()  # type: ignore[attr-defined]  # DjangoConnector
    # A second app with the same jobs: fetching uses its own connections, while jobs that defer further jobs
    # keep to Django's connection and so to their transaction (replace_connector would not).
    app = django_app.with_connector(connector)
    schedule.ring_by(django_app)
    _warm_decoders()
    async with app.open_async():
        watch = asyncio.create_task(_watch_over_jobs(app, pace), name="watch")
        workers = [asyncio.create_task(_serve(app, queue, pace), name=queue) for queue in SLOTS]
        return await _until_told([watch, *workers])


def _warm_decoders() -> None:
    """Start the fenced decoders before the first photo comes; without them photos wait, messages do not."""
    try:
        walls = decoders.start()
    except decoders.DecoderDied:
        log.exception("decoders did not start")
    else:
        log.info("decoders fenced by %s", ", ".join(walls) or "nothing")


async def _serve(app: App, queue: str, pace: Pace) -> None:
    """Serve one queue until told to stop; begin again when the database was away or took us for dead."""
    while True:
        try:
            await app.run_worker_async(
                queues=[queue],
                name=f"loket-{queue}",
                concurrency=SLOTS[queue],
                fetch_job_polling_interval=pace.poll,
                update_heartbeat_interval=pace.heartbeat,
                stalled_worker_timeout=pace.dead_after,
                shutdown_graceful_timeout=pace.grace,
                delete_jobs="successful",
                install_signal_handlers=False,
            )
        except Exception as error:
            log.warning("queue %s stopped: %s", queue, type(error).__name__)
        await _begin_again(pace)


async def _watch_over_jobs(app: App, pace: Pace) -> None:
    """Give the jobs of workers that died back to the queue, now and for ever."""
    while True:
        try:
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=pace.dead_after):
                await _give_back(app, job)
        except Exception as error:
            log.warning("cannot look for jobs of dead workers: %s", type(error).__name__)
        await asyncio.sleep(pace.dead_after / 2)


async def _begin_again(pace: Pace) -> None:
    """A breath, and fresh connections for the jobs and for the clock that rings the timetable."""
    await sync_to_async(connections.close_all)()
    await asyncio.sleep(pace.poll)


async def _give_back(app: App, job: Job) -> None:
    log.warning("job of a dead worker goes back id=%s task=%s", job.id, job.task_name)
    try:
        await app.job_manager.retry_job(job)
    except UniqueViolation:  # its twin waits in the queue already (the sweeper was quicker)
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)
    except ConnectorException:  # another worker gave it back at the same moment
        log.info("job was given back by another worker id=%s", job.id)


async def _until_told(workers: list[asyncio.Task[None]]) -> int:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    waiting = asyncio.create_task(told.wait())
    await asyncio.wait([waiting, *workers], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    for worker in workers:
        worker.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    return 0 if told.is_set() else 1
