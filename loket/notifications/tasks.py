"""Jobs of the outbox."""

from __future__ import annotations

from procrastinate.contrib.django import app

from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from .actions.deliver import deliver
from .actions.sweep import sweep
from .wakeup import DELIVER, QUEUE


@app.task(name=DELIVER, queue=QUEUE)
def deliver_message(*, tenant_id: int, message_id: int) -> str:
    """Send one message."""
    return deliver(Tenant.objects.get(pk=tenant_id), message_id)


@app.task(name="notifications.sweep", queue="upkeep")
def sweep_messages() -> int:
    """Sweep every dinas; returns how many messages were stuck."""
    stuck = 0
    for tenant in Tenant.objects.order_by("pk"):
        with in_tenant(tenant):
            stuck += sweep()
    return stuck
