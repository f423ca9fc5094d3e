"""Ask for a worker: jobs hold row numbers only and may be lost or come twice; the rows are the truth."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant

#: Names of the jobs in tasks.py, and their queue, which never waits behind messages or photos.
MIND = "applications.mind_outages"
RUN = "applications.run_batch"
EXPORT = "applications.write_export"
QUEUE = "batches"


def defer_minding() -> None:
    """Have the outages of this dinas looked after now."""
    tenant = current_tenant().pk
    _defer(MIND, f"outages:{tenant}", None, tenant_id=tenant)


def defer_batch(batch_id: int, *, at: datetime) -> None:
    """Have an order carried out from ``at`` on."""
    later = at if at > clock.now() else None
    _defer(RUN, f"batch:{batch_id}", later, tenant_id=current_tenant().pk, batch_id=batch_id)


def defer_export(export_id: int) -> None:
    """Have a table written."""
    _defer(EXPORT, f"export:{export_id}", None, tenant_id=current_tenant().pk, export_id=export_id)


def _defer(name: str, lock: str, at: datetime | None, **what: int) -> None:
    job = app.configure_task(name, queue=QUEUE, queueing_lock=lock, schedule_at=at)
    try:
        with transaction.atomic():
            job.defer(**what)
    except (AlreadyEnqueued, IntegrityError):
        return
