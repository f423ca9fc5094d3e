"""Jobs of the intake: what a worker does with lists."""

from __future__ import annotations

from procrastinate.contrib.django import app

from loket.tenants.models import Tenant

from .actions import bring_in, check_import, read_import, tell_people
from .import_orders import BRING_IN, CHECK, QUEUE, READ, TELL


@app.task(name=READ, queue=QUEUE)
def read(*, tenant_id: int, batch_id: int) -> None:
    """Read an uploaded sheet."""
    read_import.read_import(Tenant.objects.get(pk=tenant_id), batch_id)


@app.task(name=CHECK, queue=QUEUE)
def check(*, tenant_id: int, batch_id: int) -> None:
    """Judge its rows."""
    check_import.check_import(Tenant.objects.get(pk=tenant_id), batch_id)


@app.task(name=BRING_IN, queue=QUEUE)
def bring(*, tenant_id: int, batch_id: int) -> None:
    """Make cases of the good ones."""
    bring_in.bring_in(Tenant.objects.get(pk=tenant_id), batch_id)


@app.task(name=TELL, queue=QUEUE)
def tell(*, tenant_id: int, batch_id: int) -> None:
    """Promise the receipts."""
    tell_people.tell_people(Tenant.objects.get(pk=tenant_id), batch_id)
