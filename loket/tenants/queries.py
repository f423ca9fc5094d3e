"""What the house asks about dinas, offices and working days."""

from __future__ import annotations

import time

from django.db.models import QuerySet

from .models import Hostname, Office, PrintZone, Tenant

_HOST_SECONDS = 30
_hosts: dict[str, tuple[float, Tenant]] = {}


def tenant_of_host(host: str) -> Tenant | None:
    """The dinas that ``host`` (lower case, no port) leads to, or None; known hosts are kept for 30 seconds."""
    kept = _hosts.get(host)
    if kept is not None and time.monotonic() - kept[0] < _HOST_SECONDS:
        return kept[1]
    row = Hostname.objects.select_related("tenant").filter(host=host, tenant__is_open=True).first()
    if row is None:
        _hosts.pop(host, None)
        return None
    _hosts[host] = (time.monotonic(), row.tenant)
    return row.tenant


def forget_hosts() -> None:
    """Drop what ``tenant_of_host`` keeps; for tests and after a dinas was changed."""
    _hosts.clear()


def all_tenants() -> QuerySet[Tenant]:
    """Every open dinas by name: for background work that visits each of them, and for the demo's front page."""
    return Tenant.objects.filter(is_open=True).order_by("short_name")


def main_office() -> Office:
    """The dinas itself."""
    office: Office = Office.objects.get(is_main=True)
    return office


def pickup_offices() -> QuerySet[Office]:
    """Places where finished documents can be collected, the dinas first."""
    return Office.objects.filter(is_pickup=True).order_by("-is_main", "name")


def print_zone_for(kecamatan_code: str) -> PrintZone | None:
    """The print zone of a kecamatan ("51.08.02"), or None when nobody mapped it (it goes to the dinas)."""
    zones = PrintZone.objects.filter(kecamatan__kecamatan_code=kecamatan_code).select_related("office")
    return next(iter(zones.order_by()[:1]), None)
