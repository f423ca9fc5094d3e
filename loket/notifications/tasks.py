"""Jobs of the outbox."""

from __future__ import annotations

from procrastinate.contrib.django import app

from loket.tenants.models import Tenant

from .actions.deliver import deliver
from .wakeup import DELIVER, QUEUE


@app.task(name=DELIVER, queue=QUEUE)
def deliver_message(*, tenant_id: int, message_id: int) -> str:
    """Send one message."""
    return deliver(Tenant.objects.get(pk=tenant_id), message_id)
