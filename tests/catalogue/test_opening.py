"""Importing services into a dinas: stages, versions, tenants apart."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import timedelta

import pytest

from loket.audit.models import Entry
from loket.catalogue import queries
from loket.catalogue.actions.import_catalogue import import_catalogue
from loket.catalogue.loading import Catalogue, packaged
from loket.catalogue.models import Presence, Service, ServiceVersion, VersionIsImmutable
from loket.foundation.kernel import clock
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant


@pytest.fixture
def inside(open_buleleng: Tenant) -> Iterator[Tenant]:
    """Inside the opened Buleleng."""
    with in_tenant(open_buleleng):
        yield open_buleleng


def changed() -> Catalogue:
    """The packaged catalogue with one label of the lost card changed."""
    services = copy.deepcopy(dict(packaged().services))
    services["ktp-hilang"]["title_id"] = "KTP lenyap"  # type: ignore[index]  # a copy of our own
    return Catalogue("baru.yaml", packaged().data, services)


@pytest.mark.usefixtures("inside")
def test_the_stage_of_july_2020_shows_four_services() -> None:
    """S3-15: exactly those four, named as in the report."""
    assert queries.groups_shown() == [
        "KTP-el hilang/rusak",
        "KTP-el perubahan data",
        "KIA",
        "Konsolidasi manual",
    ]
    assert {offer.service.group_name for offer in queries.offers()} == set(queries.groups_shown())


def test_surakarta_offers_its_five(open_surakarta: Tenant) -> None:
    """S0-3, S0-20: the services switched on here and no other."""
    with in_tenant(open_surakarta):
        assert [offer.code for offer in queries.offers()] == [
            "ktp-suket",
            "ktp-hilang",
            "akta-kelahiran",
            "akta-kematian",
            "kia-baru",
        ]


@pytest.mark.usefixtures("inside")
def test_importing_twice_makes_no_second_version() -> None:
    assert import_catalogue(packaged(), codes=["ktp-hilang"], by=None) == []
    assert Entry.objects.filter(action="catalogue.import").count() == 2


@pytest.mark.usefixtures("inside")
def test_a_changed_service_gets_a_new_version_and_the_old_one_stays() -> None:
    """An application keeps the version it was made with."""
    old = queries.published("ktp-hilang")
    assert old is not None
    import_catalogue(changed(), codes=["ktp-hilang"], by=None)
    new = queries.published("ktp-hilang")
    assert new is not None
    assert (old.number, new.number) == (1, 2)
    assert str(new.form.title) == "KTP lenyap"
    assert str(ServiceVersion.objects.get(pk=old.pk).form.title) == "KTP hilang"


@pytest.mark.usefixtures("inside")
def test_a_version_cannot_be_changed() -> None:
    version = queries.published("ktp-hilang")
    assert version is not None
    version.definition = {}
    with pytest.raises(VersionIsImmutable):
        version.save()


@pytest.mark.usefixtures("inside")
def test_a_service_of_tomorrow_is_hidden_today() -> None:
    """S3-14, S2-21: "available from"."""
    today = clock.today(queries.current_tenant().zone)
    Service.objects.filter(code="kia-baru").update(available_from=today + timedelta(days=1))
    assert queries.published("kia-baru") is None
    assert "kia-baru" not in [service.code for service in queries.open_services()]
    assert "kia-baru" in [service.code for service in queries.open_services(today + timedelta(days=1))]


@pytest.mark.usefixtures("inside")
def test_a_counter_service_is_shown_but_cannot_be_begun() -> None:
    """S1-3, X-1: presence is an office setting, per service."""
    Service.objects.filter(code="ktp-hilang").update(presence=Presence.COUNTER)
    offer = queries.offer("ktp-hilang")
    assert offer is not None
    assert not offer.is_online
    assert queries.applicable("ktp-hilang") is None
    assert queries.applicable("ktp-rusak") is not None


def test_another_dinas_sees_none_of_it(open_buleleng: Tenant, surakarta: Tenant) -> None:
    with in_tenant(surakarta):
        assert queries.offers() == []
        assert queries.published("ktp-hilang") is None


@pytest.mark.usefixtures("inside")
def test_the_list_costs_two_queries_once_cards_are_known(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]  # a fixture of pytest-django
    queries._cards.clear()
    with django_assert_num_queries(3):
        queries.offers()
    with django_assert_num_queries(2):
        queries.offers()
