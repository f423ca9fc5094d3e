"""Opening a dinas: the tenant with its offices, then the services its profile has on the web today."""

from __future__ import annotations

from datetime import date

from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.queries import tenant_of_host
from loket.tenants.rules import profile


def open_dinas(profile_name: str, host: str, *, stage: date | None = None) -> Tenant:
    """Create the dinas of a packaged profile at ``host`` with the services open on ``stage``."""
    from loket.catalogue.actions.import_catalogue import import_catalogue
    from loket.catalogue.loading import packaged
    from loket.tenants.scope import in_tenant

    tenant = create_from_profile(profile_name, host)
    chosen = profile(profile_name)
    with in_tenant(tenant):
        codes = chosen.services_on(stage or chosen.opening_stage(clock.today(tenant.zone)))
        import_catalogue(packaged(), codes=codes, by=None)
    return tenant


def tenant_at(host: str) -> Tenant:
    """The dinas at ``host``. Raises ``Refusal`` when there is none."""
    tenant = tenant_of_host(host.lower())
    if tenant is None:
        raise Refusal(f"Tidak ada dinas di {host}.", code="unknown_host")
    return tenant
