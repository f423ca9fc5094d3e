"""The office around a form: its places, its regions, its day (what formkit's ``Surroundings`` wants to know)."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import lru_cache

from loket.foundation.formkit.surroundings import Option, Surroundings
from loket.foundation.kernel import clock
from loket.regions import queries as regions
from loket.regions.models import Region
from loket.tenants.models import Office
from loket.tenants.scope import current_tenant

_SECONDS = 60
_SOURCES = {
    "office.pickup_points": "is_pickup",
    "office.recording_points": "is_recording",
    "office.ikd_points": "is_ikd",
}
_places: dict[int, tuple[float, dict[str, list[Option]], str]] = {}


class NationalRegions:
    """The national list as formkit's region book; regions change once a year, so they are kept."""

    def children(self, parent: str) -> Sequence[Option]:
        """Code and name of the regions right under ``parent``."""
        return _children(parent)

    def path(self, code: str) -> Sequence[str]:
        """Names from the region itself up to its province; empty for an unknown code."""
        names = regions.path(code)
        return () if names and names[0] == code else names


@lru_cache(maxsize=2048)
def _children(parent: str) -> tuple[Option, ...]:
    rows = Region.objects.filter(parent_id=parent or None).order_by("name")
    return tuple(rows.values_list("code", "name"))


def office_now() -> Surroundings:
    """The present dinas on its own calendar day; places are read again every minute."""
    tenant = current_tenant()
    points, main_point = _places_of(tenant.pk)
    return Surroundings(
        today=clock.today(tenant.zone),
        points=points,
        main_point=main_point,
        regency=tenant.regency_id,
        regions=NationalRegions(),
        delivery=frozenset(tenant.delivery_options),
    )


def _places_of(tenant_id: int) -> tuple[dict[str, list[Option]], str]:
    kept = _places.get(tenant_id)
    if kept is None or time.monotonic() - kept[0] > _SECONDS:
        offices = list(Office.objects.order_by("-is_main", "name"))
        main_point = next((office.slug for office in offices if office.is_main), "")
        points = {
            source: [(office.slug, office.name) for office in offices if getattr(office, flag)]
            for source, flag in _SOURCES.items()
        }
        kept = _places[tenant_id] = (time.monotonic(), points, main_point)
    return kept[1], kept[2]


def forget_places() -> None:
    """Drop what is kept of offices; for tests and after an office was changed."""
    _places.clear()
