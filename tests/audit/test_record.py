"""The record: written with the deed, never changed, and telling when somebody did change it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from loket.audit.actions.record import record
from loket.audit.actor import Actor, acting
from loket.audit.models import CannotChangeTheRecord, Entry
from loket.audit.queries import entries_of
from loket.audit.rules import PersonalDataInRecord
from loket.tenants.models import Tenant
from loket.tenants.scope import TenantScopeMissing, in_tenant

MADE = Actor("officer", "made-id", "Made")


def test_who_did_what_to_what_is_kept(in_buleleng: Tenant) -> None:
    """S1-17: each change is on record with who, when and what."""
    with acting(MADE):
        record(
            "applications.approve",
            obj_type="application",
            obj_ref="BLL-26-7KQ4M2XP-C",
            detail={"to": "approved"},
        )
    (entry,) = entries_of("application", "BLL-26-7KQ4M2XP-C")
    assert (entry.action, entry.actor_id, entry.actor_name) == ("applications.approve", "made-id", "Made")
    assert entry.detail == {"to": "approved"}


def test_nobody_named_means_the_system(in_buleleng: Tenant) -> None:
    assert record("notifications.sweep").actor_kind == "system"


def test_the_names_of_residents_stay_out(in_buleleng: Tenant) -> None:
    entry = record("accounts.sign_in", actor=Actor("resident", "sari-id", "Ni Luh Sari"))
    assert entry.actor_name == ""


@pytest.mark.parametrize("number", ["5108010101900001", "081234567890", "+6281234567890", "6281234567890"])
def test_numbers_of_people_are_refused(in_buleleng: Tenant, number: str) -> None:
    """R55: no personal data in the record."""
    with pytest.raises(PersonalDataInRecord):
        record("x", detail={"note": f"nomor {number}"})
    with pytest.raises(PersonalDataInRecord):
        record("x", obj_ref=number)


def test_no_deed_no_row_when_the_change_is_rolled_back(in_buleleng: Tenant) -> None:
    with transaction.atomic():
        record("x")
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_the_program_cannot_change_a_row(in_buleleng: Tenant) -> None:
    entry = record("x")
    with pytest.raises(CannotChangeTheRecord):
        entry.save()
    with pytest.raises(CannotChangeTheRecord):
        entry.delete()


@pytest.mark.parametrize("table", ["audit_entry", "audit_chainlink"])
@pytest.mark.parametrize(
    "statement", ["update {} set tenant_id = tenant_id", "delete from {}", "truncate {}"]
)
def test_the_database_refuses_the_application_role(in_buleleng: Tenant, table: str, statement: str) -> None:
    """R54: the role that serves requests can neither update nor delete."""
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


def test_another_dinas_sees_nothing(in_buleleng: Tenant) -> None:
    record("x", obj_type="application", obj_ref="BLL")
    assert entries_of("application", "BLL").count() == 1


def test_a_record_needs_a_dinas(db: None) -> None:
    with pytest.raises(TenantScopeMissing):
        record("x")


def test_rows_of_two_dinas_stay_apart(buleleng: Tenant, surakarta: Tenant) -> None:
    with in_tenant(buleleng):
        record("x", obj_type="application", obj_ref="BLL")
    with in_tenant(surakarta):
        assert not entries_of("application", "BLL").exists()
