"""Background doors of files: load by id, call an action, nothing else; safe to run again."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from loket.tenants.models import Tenant
from loket.tenants.queries import known_tenant
from loket.tenants.scope import in_tenant

from .actions import rebuild as rebuilding
from .actions import sweep as sweeping
from .actions.receive import QUEUE, REBUILD_TASK

_RETRY = RetryStrategy(max_attempts=12, exponential_wait=2)


@app.task(name=REBUILD_TASK, queue=QUEUE, retry=_RETRY)
def rebuild(tenant_id: int, file_id: int) -> None:
    """Rebuild one received file; ordered by ``receive`` in the transaction that writes its row."""
    rebuilding.rebuild(known_tenant(tenant_id), file_id)


@app.task(name="files.sweep", queue=QUEUE, queueing_lock="files.sweep")
def sweep() -> None:
    """Clear away what is a day old and unclaimed, dinas by dinas; ordered by the timetable."""
    for tenant in Tenant.objects.order_by("pk"):
        with in_tenant(tenant):
            sweeping.sweep()
