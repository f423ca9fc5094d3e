"""A worker promises the receipts of a list, where the officer wanted them."""

from __future__ import annotations

from loket.applications.actions.announce_receipt import announce_receipt
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from .. import import_states
from ..models import Import, ImportCase

_PORTION = 100


def tell_people(tenant: Tenant, batch_id: int) -> None:
    """Promise one message for each case not told yet; called again it goes on, and nobody is told twice."""
    while _portion(tenant, batch_id):
        pass


def _portion(tenant: Tenant, batch_id: int) -> bool:
    with in_tenant(tenant):
        batch = Import.objects.select_for_update(of=("self",)).get(pk=batch_id)
        if batch.state != import_states.DONE or not batch.tells_people:
            return False
        related = ("applicant__account", "service", "service_version")
        rows = list(
            ImportCase.objects.filter(batch=batch, told=False)
            .select_related(*(f"application__{name}" for name in related))
            .order_by("row")[:_PORTION]
        )
        told = sum(announce_receipt(row.application) for row in rows)
        ImportCase.objects.filter(pk__in=[row.pk for row in rows]).update(told=True)
        Import.objects.filter(pk=batch.pk).update(told=batch.told + told)
        return bool(rows)
