"""Dinas with the services of their profiles opened."""

from __future__ import annotations

import pytest

from loket.catalogue.actions.import_catalogue import import_catalogue
from loket.catalogue.loading import packaged
from loket.tenants.models import Tenant
from loket.tenants.rules import profile
from loket.tenants.scope import in_tenant


def opened(tenant: Tenant) -> Tenant:
    """Open the services of the first stage of a dinas' profile."""
    chosen = profile(tenant.profile)
    with in_tenant(tenant):
        codes = chosen.services_on(chosen.stage_days()[0])
        import_catalogue(packaged(), codes=codes, by=None)
    return tenant


@pytest.fixture
def open_buleleng(buleleng: Tenant) -> Tenant:
    """Buleleng in its stage of July 2020 (no scope entered)."""
    return opened(buleleng)


@pytest.fixture
def open_surakarta(surakarta: Tenant) -> Tenant:
    """Surakarta with its five services of 2017 (no scope entered)."""
    return opened(surakarta)
