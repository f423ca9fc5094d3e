"""The dinas of the sources as their profiles open them, made once per worker; each test's changes are undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from loket.catalogue.actions.open_dinas import open_dinas
from loket.tenants.models import Tenant

HOSTS = {
    "buleleng": "buleleng.localhost",
    "surakarta_2017": "surakarta.localhost",
    "kutai_timur_2021": "kutaitimur.localhost",
    "balikpapan_2021": "balikpapan.localhost",
    "nasional": "nasional.localhost",
}


@dataclass(frozen=True)
class House:
    """One dinas and a visitor's browser at its door."""

    tenant: Tenant
    visitor: Client

    def page(self, path: str) -> str:
        """What a visitor reads there; fails unless the page is there."""
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.content.decode()

    def get(self, path: str) -> HttpResponse:
        """The answer to a visitor."""
        return self.visitor.get(path)  # type: ignore[return-value]  # Django's test response

    def service(self, code: str) -> str:
        """The page of one service."""
        return self.page(f"/layanan/{code}/")


@pytest.fixture(scope="package")
def every_house(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, House]]:
    """All five by the name of their profile; nothing of them is ever committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield {
            name: House(open_dinas(name, host), Client(headers={"host": host}))
            for name, host in HOSTS.items()
        }
        transaction.set_rollback(True)


@pytest.fixture
def houses(every_house: dict[str, House], django_db_blocker: Any) -> Iterator[dict[str, House]]:
    """As ``every_house``; what the test does is undone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield every_house
        transaction.set_rollback(True)


@pytest.fixture
def kutai_timur(houses: dict[str, House]) -> House:
    """Kutai Timur, 2021 (seed S1)."""
    return houses["kutai_timur_2021"]


@pytest.fixture
def balikpapan(houses: dict[str, House]) -> House:
    """Balikpapan, January 2021 (seed S2)."""
    return houses["balikpapan_2021"]


@pytest.fixture
def surakarta_2017(houses: dict[str, House]) -> House:
    """Surakarta, 2017 (seed S0)."""
    return houses["surakarta_2017"]


@pytest.fixture
def buleleng_2021(houses: dict[str, House]) -> House:
    """Buleleng as of 28 June 2021 (seed S3)."""
    return houses["buleleng"]


@pytest.fixture
def nasional(houses: dict[str, House]) -> House:
    """The sample office of the general article (seed S4)."""
    return houses["nasional"]
