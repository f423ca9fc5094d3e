"""The mark on the dinas that a system is down; every page's banner reads it without a query of its own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from loket.tenants.models import Tenant
from loket.tenants.queries import forget_hosts
from loket.tenants.scope import current_tenant


def note_down(system: str, since: datetime) -> None:
    """From now on pages say that the system is down."""
    _change({system: since.isoformat()}, drop="")


def note_up(system: str) -> None:
    """Pages say it no more."""
    _change({}, drop=system)


def _change(added: dict[str, str], *, drop: str) -> None:
    tenant = Tenant.objects.select_for_update(of=("self",)).get(pk=current_tenant().pk)
    tenant.systems_down = {
        code: since for code, since in (tenant.systems_down | added).items() if code != drop
    }
    tenant.save(update_fields=["systems_down"])
    current_tenant().systems_down = tenant.systems_down
    forget_hosts()
    transaction.on_commit(forget_hosts)
