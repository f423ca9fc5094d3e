"""One dinas with all services, its whole staff and fast residents, made once per worker; each test forgets its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from loket.applications.surroundings import office_now
from loket.catalogue.actions.import_catalogue import import_catalogue
from loket.catalogue.loading import packaged
from loket.catalogue.models import Service, ServiceVersion
from loket.foundation.formkit.surroundings import Surroundings
from loket.residents.models import Resident
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.apply import make_verified
from tests.cast import BULELENG_HOST
from tests.faces.portal.applications.people import signed_in

from .office import Staff

#: Every way to receive a document that the packaged services know, offered here.
EVERY_WAY = ["ambil_dinas", "ambil_kecamatan", "ambil_desa", "pos", "email"]


@dataclass
class Dinas:
    """An office that offers all services of the catalogue as the catalogue describes them."""

    tenant: Tenant
    staff: Staff
    sari: Resident
    phone: Client

    def service(self, code: str) -> Service:
        """One service."""
        return Service.objects.get(code=code)

    def version(self, code: str) -> ServiceVersion:
        """Its published version."""
        return ServiceVersion.objects.get(service__code=code)

    @property
    def surroundings(self) -> Surroundings:
        """What forms know of it."""
        return office_now()


@pytest.fixture(scope="package")
def everything(django_db_setup: None, django_db_blocker: Any) -> Iterator[Dinas]:
    """The dinas; nothing of it is ever committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        tenant = create_from_profile("buleleng", BULELENG_HOST)
        tenant.delivery_options = EVERY_WAY
        tenant.save()
        with in_tenant(tenant):
            import_catalogue(packaged(), codes=list(packaged().services), by=None)
            for service in Service.objects.all():
                service.presence = packaged().services[service.code]["presence"]["mode"]
                service.save(update_fields=["presence"])
            sari = make_verified(email="sari@contoh.id")
            dinas = Dinas(tenant, Staff(), sari, signed_in(sari))
        yield dinas
        transaction.set_rollback(True)


@pytest.fixture
def dinas(everything: Dinas) -> Iterator[Dinas]:
    """As ``everything``; what the test does is undone afterwards."""
    with in_tenant(everything.tenant), transaction.atomic():
        desks = dict(everything.staff.desks)
        yield everything
        everything.staff.desks = desks
        everything.phone.cookies.pop("bahasa", None)  # the language a test chose
        transaction.set_rollback(True)
