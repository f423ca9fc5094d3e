"""The timetable: every periodic job of the house, in one place. Read aloud it says when what happens.

Two workers never ring twice for one tick, and a job that is still waiting is not queued again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from procrastinate import App

from loket.accounts.actions.purge import purge
from loket.applications.actions.escalate import escalate
from loket.applications.actions.expire import expire
from loket.applications.actions.mind_outages import mind_outages
from loket.applications.actions.purge_locker import purge_locker
from loket.applications.actions.release_idle import release_idle
from loket.applications.actions.remind import remind
from loket.applications.actions.resume_batches import resume_batches
from loket.applications.actions.sweep_exports import sweep_exports
from loket.applications.actions.tend_name_words import tend_name_words
from loket.appointments.actions.end_days import end_days
from loket.appointments.actions.forget import forget as forget_appointments
from loket.appointments.actions.release import release
from loket.appointments.actions.remind import remind as remind_of_appointments
from loket.audit.actions.seal_entries import seal_entries
from loket.complaints.actions.forget import forget as forget_complaints
from loket.files.actions.sweep import sweep as sweep_files
from loket.intake.actions.sweep_imports import sweep_imports
from loket.issuing.actions.close_outputs import close_outputs
from loket.notifications.actions.sweep import sweep as sweep_messages
from loket.registry.actions.sweep import sweep as sweep_lookups
from loket.reports.actions.send_digests import send_digests
from loket.residents.actions.forget_traces import forget_traces
from loket.residents.actions.purge_drafts import purge_drafts
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

log = logging.getLogger("loket.timetable")


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the timetable: done for every dinas, each in a transaction of its own."""

    #: minute, hour, day, month, weekday (UTC)
    cron: str
    #: what is done, in the scope of one dinas
    work: Callable[[], object]
    #: what would be missing without it
    why: str
    #: queue whose worker does it
    queue: str = "upkeep"

    @property
    def name(self) -> str:
        """Name of the job: "timetable.<app>.<verb>"."""
        app = self.work.__module__.split(".")[1]
        return f"timetable.{app}.{self.work.__name__}"


EVERY_MINUTE = "* * * * *"
TIMETABLE = (
    Tick(EVERY_MINUTE, sweep_messages, "a promised message whose job was lost still leaves"),
    Tick(EVERY_MINUTE, seal_entries, "rows of the record join the chain"),
    Tick(EVERY_MINUTE, release_idle, "a case that an officer left open goes back to the queue"),
    Tick(EVERY_MINUTE, sweep_lookups, "a question to the register whose job was lost is still asked"),
    Tick(
        EVERY_MINUTE,
        mind_outages,
        "what comes in while a central system is down is held too",
        queue="batches",
    ),
    Tick(EVERY_MINUTE, resume_batches, "an order over many cases whose job was lost goes on"),
    Tick("*/10 * * * *", send_digests, "officers know in the morning what waits for them"),
    Tick("*/10 * * * *", escalate, "late cases are flagged for the heads"),
    Tick("12,42 * * * *", remind, "residents hear before their time to mend, come or collect is over"),
    Tick("7 * * * *", expire, "what residents do not mend, come for or collect ends when their time is over"),
    Tick("9 * * * *", close_outputs, "documents of a case that ended without them are no longer ready"),
    Tick(EVERY_MINUTE, release, "who withdrew his case gives his place back"),
    Tick(
        "14,44 * * * *", remind_of_appointments, "people with an appointment and no case hear the day before"
    ),
    Tick("24 * * * *", end_days, "yesterday's appointments are closed, who did not come may choose again"),
    Tick("42 18 * * *", forget_appointments, "who came long ago is forgotten, how many came is not"),
    Tick("52 18 * * *", purge_locker, "replaced photos leave the lockers at night, thirty days afterwards"),
    Tick("37 18 * * *", tend_name_words, "words of names leave at night with the last who bore them"),
    Tick("17 * * * *", sweep_files, "uploads that nobody claimed disappear after a day", queue="files"),
    Tick("*/10 * * * *", sweep_exports, "tables nobody fetched are destroyed, lost orders of one go on"),
    Tick("22 * * * *", sweep_imports, "words of old lists are destroyed", queue="intake"),
    Tick("27 * * * *", purge, "dead sessions, codes and counters disappear"),
    Tick("32 * * * *", forget_traces, "old numbers and networks of registrations are forgotten in time"),
    Tick(
        "47 18 * * *", forget_complaints, "what was said in complaints ended long ago is destroyed at night"
    ),
    Tick("37 * * * *", purge_drafts, "registrations that nobody finished disappear, with their photos"),
)


def ring_by(app: App) -> None:
    """Enter the timetable into the queue's clock; a line that is there already is left alone."""
    for tick in TIMETABLE:
        if tick.name not in app.tasks:
            ring = app.task(name=tick.name, queue=tick.queue, queueing_lock=tick.name)(_round(tick))
            app.periodic(cron=tick.cron, periodic_id=tick.name)(ring)


def _round(tick: Tick) -> Callable[[int], int]:
    def ring(timestamp: int) -> int:
        return visit_every_dinas(tick.work)

    return ring


def visit_every_dinas(work: Callable[[], object]) -> int:
    """Do ``work`` for each dinas; returns for how many it went well. Trouble in one does not stop the others."""
    well = 0
    for tenant in Tenant.objects.order_by("pk"):
        try:
            with in_tenant(tenant):
                work()
        except Exception:
            log.exception("timetable: %s failed for tenant=%s", work.__name__, tenant.slug)
        else:
            well += 1
    return well
