"""Names that lists show beside codes, read once a minute: services, kecamatan and print zones."""

from __future__ import annotations

import time
from functools import lru_cache

from loket.catalogue.queries import service_titles
from loket.regions import queries as regions
from loket.tenants.models import PrintZone
from loket.tenants.scope import current_tenant

_SECONDS = 60
_kept: dict[int, tuple[float, dict[int, str]]] = {}
_zones: dict[int, tuple[float, dict[int, str]]] = {}


def service_names() -> dict[int, str]:
    """Id of each service to its name in the newest version."""
    tenant = current_tenant()
    kept = _kept.get(tenant.pk)
    if kept is None or time.monotonic() - kept[0] > _SECONDS:
        kept = _kept[tenant.pk] = (time.monotonic(), service_titles())
    return kept[1]


def kecamatan_names() -> dict[str, str]:
    """Code of each kecamatan of this kabupaten to its name, by name."""
    return dict(_kecamatan(current_tenant().regency_id))


def zone_names() -> dict[int, str]:
    """Id of each print zone to its name."""
    tenant = current_tenant()
    kept = _zones.get(tenant.pk)
    if kept is None or time.monotonic() - kept[0] > _SECONDS:
        found = dict(PrintZone.objects.order_by("name").values_list("pk", "name"))
        kept = _zones[tenant.pk] = (time.monotonic(), found)
    return kept[1]


def forget_names() -> None:
    """Drop what is kept; for tests and after the catalogue changed."""
    _kept.clear()
    _zones.clear()


@lru_cache(maxsize=256)
def _kecamatan(regency: str) -> tuple[tuple[str, str], ...]:
    return tuple(regions.kecamatan_of(regency).values_list("code", "name"))
