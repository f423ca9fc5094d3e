"""Which dinas a command is about."""

from __future__ import annotations

from loket.foundation.kernel.errors import Refusal
from loket.tenants.models import Tenant
from loket.tenants.queries import tenant_of_host


def tenant_at(host: str) -> Tenant:
    """The dinas at ``host``. Raises ``Refusal`` when there is none."""
    tenant = tenant_of_host(host.lower())
    if tenant is None:
        raise Refusal(f"Tidak ada dinas di {host}.", code="unknown_host")
    return tenant
