"""The chain: every kind of tampering by somebody with all rights in the database is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection

from loket.audit.actions.record import record
from loket.audit.actions.seal_entries import seal_entries
from loket.audit.models import ChainLink, Entry
from loket.audit.queries import faults, head, unlinked_entries
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.database import address

Superuser = Callable[[str], object]


@pytest.fixture
def chained(real_commits: str) -> Tenant:
    """Buleleng with twelve sealed rows, committed."""
    tenant = create_from_profile("buleleng", "buleleng.localhost")
    with in_tenant(tenant):
        for number in range(12):
            record(
                "applications.approve", obj_type="application", obj_ref=f"case-{number}", detail={"n": number}
            )
        assert seal_entries() == 12
    return tenant


@pytest.fixture
def superuser(chained: Tenant) -> Iterator[Superuser]:
    """Somebody who may do everything in the database, constraints switched off."""
    with psycopg.connect(
        address(str(connection.settings_dict["NAME"]), "postgres"), autocommit=True
    ) as mighty:
        mighty.execute("set session_replication_role = replica")
        yield mighty.execute


def test_an_untouched_chain_holds(chained: Tenant) -> None:
    with in_tenant(chained):
        assert faults(known_head=head()) == []
        assert not unlinked_entries().exists()


def test_rows_added_later_join_the_chain(chained: Tenant) -> None:
    with in_tenant(chained):
        record("y")
        assert seal_entries() == 1
        assert seal_entries() == 0
        assert head().position == 13
        assert faults() == []


def test_a_second_sequencer_waits_for_its_turn(chained: Tenant, real_commits: str) -> None:
    with in_tenant(chained):
        record("y")
    with psycopg.connect(real_commits) as other:
        other.execute("select pg_advisory_xact_lock(%s, %s)", [0x4C4B54, chained.pk])
        with in_tenant(chained):
            assert seal_entries() == 0


@pytest.mark.parametrize(
    "change",
    [
        "action = 'applications.reject'",
        "actor_id = 'somebody'",
        "actor_name = 'Somebody'",
        "actor_kind = 'resident'",
        "at = at + interval '1 microsecond'",
        "detail = '{\"n\": 99}'",
        "obj_ref = 'case-x'",
        "obj_type = 'account'",
        "purpose = 'x'",
    ],
)
def test_a_changed_row_is_named(chained: Tenant, superuser: Superuser, change: str) -> None:
    """R54: each column is sealed."""
    with in_tenant(chained):
        victim = Entry.objects.get(obj_ref="case-6")
    superuser(f"update audit_entry set {change} where id = {victim.pk}")
    with in_tenant(chained):
        assert [(fault.position, fault.what) for fault in faults()] == [(7, "changed")]


def test_removed_rows_and_links_are_named(chained: Tenant, superuser: Superuser) -> None:
    with in_tenant(chained):
        link = ChainLink.objects.get(position=3)
    superuser(f"delete from audit_entry where id = {link.entry_id}")
    superuser("delete from audit_chainlink where position = 8")
    with in_tenant(chained):
        found = [(fault.position, fault.what) for fault in faults()]
    assert found == [(3, "missing_entry"), (8, "missing_link"), (9, "changed")]


def test_a_forged_chain_needs_the_key(chained: Tenant, superuser: Superuser) -> None:
    """A superuser can write rows and plain hashes, but not the keyed hash of this dinas."""
    superuser("update audit_entry set action = 'forged' where obj_ref = 'case-2'")
    superuser("update audit_chainlink set hash = sha256(hash)")
    with in_tenant(chained):
        assert len(faults()) == 12


def test_a_chain_cut_short_is_named_by_a_head_kept_elsewhere(chained: Tenant, superuser: Superuser) -> None:
    with in_tenant(chained):
        noted = head()
    superuser("delete from audit_entry where obj_ref in ('case-10', 'case-11')")
    superuser("delete from audit_chainlink where position > 10")
    with in_tenant(chained):
        assert faults() == []
        assert [fault.what for fault in faults(known_head=noted)] == ["removed_end"]


def test_two_rows_that_changed_places_are_named(chained: Tenant, superuser: Superuser) -> None:
    with in_tenant(chained):
        first, second = ChainLink.objects.filter(position__in=(4, 5)).order_by("position")
    superuser(f"update audit_chainlink set entry_id = -1 where id = {first.pk}")
    superuser(f"update audit_chainlink set entry_id = {first.entry_id} where id = {second.pk}")
    superuser(f"update audit_chainlink set entry_id = {second.entry_id} where id = {first.pk}")
    with in_tenant(chained):
        assert [fault.position for fault in faults()] == [4, 5]
