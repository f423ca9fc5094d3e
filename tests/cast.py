"""The cast: the same few people in every test, one per role.

*Sari* applies in Buleleng, *Made* verifies, *Putu* prints in Seririt, *Ibu Rai* administrates; *Joko* works
in Surakarta, the other tenant, and must see nothing of Buleleng.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

BULELENG_HOST = "buleleng.localhost"
SURAKARTA_HOST = "surakarta.localhost"


@pytest.fixture
def buleleng(db: None) -> Tenant:
    """The dinas of Buleleng as its profile opens it (no scope entered)."""
    return create_from_profile("buleleng", BULELENG_HOST)


@pytest.fixture
def surakarta(db: None) -> Tenant:
    """The dinas of Surakarta, the other tenant (no scope entered)."""
    return create_from_profile("surakarta_2017", SURAKARTA_HOST)


@pytest.fixture
def in_buleleng(buleleng: Tenant) -> Iterator[Tenant]:
    """Buleleng with its scope entered for the whole test."""
    with in_tenant(buleleng):
        yield buleleng


@pytest.fixture
def phone(buleleng: Tenant) -> Client:
    """A resident's browser at Buleleng, nobody signed in."""
    return Client(headers={"host": BULELENG_HOST})


@pytest.fixture
def surakarta_phone(surakarta: Tenant) -> Client:
    """A resident's browser at Surakarta, nobody signed in."""
    return Client(headers={"host": SURAKARTA_HOST})
