"""Rows by hand-written statements: behind the same two locks as every other row (security rules 1 and 2)."""

from __future__ import annotations

import pytest

from loket.tenants.models import Office, Tenant
from loket.tenants.one_row import one_row, some_rows
from loket.tenants.scope import TenantScopeMissing, in_tenant


def test_row_is_the_one_the_manager_gives(in_buleleng: Tenant) -> None:
    office = Office.objects.get(is_main=True)
    found = one_row(Office, slug=office.slug, is_main=True)
    assert found == office
    assert {field.attname: getattr(found, field.attname) for field in Office._meta.concrete_fields} == {
        field.attname: getattr(office, field.attname) for field in Office._meta.concrete_fields
    }
    assert one_row(Office, lock=True, id=office.pk) == office
    assert one_row(Office, slug="tidak-ada") is None


def test_rows_of_a_list_of_keys(in_buleleng: Tenant) -> None:
    keys = list(Office.objects.values_list("pk", flat=True)[:3])
    assert {row.pk for row in some_rows(Office, id=keys)} == set(keys)
    assert some_rows(Office, id=[]) == []


def test_other_dinas_is_out_of_reach(buleleng: Tenant, surakarta: Tenant) -> None:
    """The key of another dinas' row finds nothing here."""
    with in_tenant(surakarta):
        foreign = Office.objects.get(is_main=True)
    with in_tenant(buleleng):
        assert one_row(Office, id=foreign.pk) is None


def test_scope_forgotten_raises(buleleng: Tenant) -> None:
    with pytest.raises(TenantScopeMissing):
        one_row(Office, slug="dinas")
