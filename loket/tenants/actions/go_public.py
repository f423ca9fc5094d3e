"""A dinas opens its doors to residents, closes them, opens them again."""

from __future__ import annotations

from loket.foundation.kernel import clock

from ..models import OpeningStep, Tenant
from ..queries import forget_hosts
from ..scope import current_tenant


def go_public(tenant: Tenant) -> None:
    """Residents may use it from now on; who may decide that is the caller's to ask."""
    tenant.public_since = clock.now()
    tenant.save(update_fields=["public_since"])
    forget_hosts()


def close_tenant(tenant: Tenant, *, note: str) -> None:
    """Everybody, officers too, meets a plain page with ``note``; all data stays as it is."""
    tenant.is_open, tenant.closing_note = False, note
    tenant.save(update_fields=["is_open", "closing_note"])
    forget_hosts()


def reopen_tenant(tenant: Tenant) -> None:
    """As before the closing."""
    tenant.is_open, tenant.closing_note = True, ""
    tenant.save(update_fields=["is_open", "closing_note"])
    forget_hosts()


def tick(key: OpeningStep.Key, *, by_name: str) -> None:
    """Tick a point of the opening checklist off; again changes nothing. In the scope of the dinas."""
    OpeningStep.objects.get_or_create(
        tenant=current_tenant(), key=key, defaults={"by_name": by_name, "done_at": clock.now()}
    )
