"""Jobs of the register."""

from __future__ import annotations

from procrastinate.contrib.django import app

from loket.tenants.models import Tenant

from .actions.ask import LOOK_UP, QUEUE
from .actions.look_up import look_up


@app.task(name=LOOK_UP, queue=QUEUE)
def ask_register(*, tenant_id: int, pending_id: int) -> str:
    """Ask one question; safe to run again."""
    return look_up(Tenant.objects.get(pk=tenant_id), pending_id)
