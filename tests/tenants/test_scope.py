"""The tenant wall: both locks."""

from __future__ import annotations

import pytest
from django.db import connection

from loket.tenants.models import Office, Tenant
from loket.tenants.scope import TenantScopeMissing, WrongTenant, in_tenant


def test_forgetting_the_scope_is_an_error(buleleng: Tenant) -> None:
    with pytest.raises(TenantScopeMissing):
        Office.objects.count()


def test_a_scope_sees_its_own_rows_only(buleleng: Tenant, surakarta: Tenant) -> None:
    with in_tenant(buleleng):
        assert Office.objects.count() == 3
    with in_tenant(surakarta):
        assert set(Office.objects.values_list("tenant_id", flat=True)) == {surakarta.pk}


def test_scopes_of_two_tenants_do_not_nest(buleleng: Tenant, surakarta: Tenant) -> None:
    with in_tenant(buleleng), pytest.raises(WrongTenant), in_tenant(surakarta):
        pass


def test_the_database_alone_holds_the_wall(buleleng: Tenant, surakarta: Tenant) -> None:
    """As the application role, with every filter of the program left out, another dinas stays invisible."""
    with in_tenant(buleleng), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tenant_id FROM tenants_office")
        assert cursor.fetchall() == [(buleleng.pk,)]
        cursor.execute("UPDATE tenants_office SET name = 'x' WHERE tenant_id = %s", [surakarta.pk])
        assert cursor.rowcount == 0


def test_no_tenant_set_means_no_rows(buleleng: Tenant) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.tenant', '', true)")
        cursor.execute("SELECT count(*) FROM tenants_office")
        assert cursor.fetchone() == (0,)


def test_the_application_role_is_plain(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
        )
        assert cursor.fetchone() == (0,)


def test_every_tenant_table_has_its_policy(db: None) -> None:
    from loket.tenants.row_security import POLICY, tenant_models

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid "
            "WHERE c.relrowsecurity AND p.polname = %s",
            [POLICY],
        )
        walled = {row[0] for row in cursor.fetchall()}
    assert {model._meta.db_table for model in tenant_models()} <= walled
