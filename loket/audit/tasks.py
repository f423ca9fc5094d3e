"""Jobs of the record."""

from __future__ import annotations

from procrastinate.contrib.django import app

from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from .actions.seal_entries import BATCH, seal_entries


@app.task(name="audit.seal", queue="upkeep")
def seal() -> int:
    """Chain the new entries of every dinas; returns how many links were added."""
    sealed = 0
    for tenant in Tenant.objects.order_by("pk"):
        while True:
            with in_tenant(tenant):
                added = seal_entries()
            sealed += added
            if added < BATCH:
                break
    return sealed
