"""Questions to the register: by a worker, outside transactions, limited, logged, and never a gate (issue 4)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from loket.audit.actor import Actor
from loket.audit.models import CannotChangeTheRecord
from loket.demo.register import ask_register
from loket.foundation.gateways import registry as gateway
from loket.foundation.gateways.registry import Comparison, Question, RegistrySilent
from loket.foundation.kernel import clock
from loket.registry.actions.ask import Subject, ask
from loket.registry.actions.look_up import look_up
from loket.registry.actions.set_registry import NoAddress, set_registry
from loket.registry.labels import LEGAL_BASIS
from loket.registry.models import PendingLookup, RegistryLookup
from loket.registry.queries import hint_about, totals_of_half_year
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant, tenant_or_none
from tests.residents.people import registered

SARI = "5108025403949901"
ASKED = {"nama": "Ni Luh Putu Sari Dewi", "no_kk": "5108021203119901", "tgl_lahir": ""}


def use(adapter: str = "stub", *, limit: int = 1000) -> None:
    """Let the dinas of the open scope ask this register."""
    set_registry(adapter=adapter, asks_on_arrival=True, daily_limit=limit, legal_basis=LEGAL_BASIS)


def asked(tenant: Tenant, ref: str = "r-1", *, nik: str = SARI) -> str:
    """Ask about Sari and let the worker do it; gives the outcome's word."""
    with in_tenant(tenant):
        assert ask(Subject("resident", ref, nik, ASKED), purpose="account_check", by=Actor("officer", "made"))
        pending = PendingLookup.objects.get(obj_ref=ref)
    return look_up(tenant, pending.pk)


def test_issue_4_by_default_nobody_is_asked(in_buleleng: Tenant) -> None:
    assert not ask(Subject("resident", "r-1", SARI, ASKED), purpose="account_check")
    assert hint_about("resident", "r-1") is None
    assert PendingLookup.objects.count() == RegistryLookup.objects.count() == 0


def test_issue_4_each_look_up_is_logged_with_purpose_and_legal_basis(buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        use()
    assert asked(buleleng) == "answered"
    with in_tenant(buleleng):
        row = RegistryLookup.objects.get()
        assert (row.purpose, row.legal_basis, row.adapter) == ("account_check", LEGAL_BASIS, "stub")
        assert (row.actor_kind, row.actor_id) == ("officer", "made")
        assert (row.asked, row.same, row.different) == (["nama", "no_kk"], ["nama", "no_kk"], [])
        assert row.is_all_same
        assert totals_of_half_year() == [{"purpose": "account_check", "outcome": "answered", "count": 1}]


def test_the_journal_names_people_by_hash_and_the_question_is_gone(buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        use()
        ask(Subject("resident", "r-1", SARI, ASKED), purpose="account_check")
        with connection.cursor() as cursor:
            cursor.execute("SELECT question FROM registry_pendinglookup")
            assert SARI.encode() not in bytes(cursor.fetchone()[0])
        pending = PendingLookup.objects.get()
    look_up(buleleng, pending.pk)
    with in_tenant(buleleng), connection.cursor() as cursor:
        assert not PendingLookup.objects.exists()
        cursor.execute("SELECT row_to_json(l)::text FROM registry_registrylookup l")
        (said,) = cursor.fetchone()
    assert SARI not in said
    assert "Sari" not in said
    assert ASKED["no_kk"] not in said


def test_the_journal_only_grows(in_buleleng: Tenant) -> None:
    row = RegistryLookup.objects.create(
        obj_type="resident", obj_ref="r", nik_hash=b"x" * 32, purpose="account_check", legal_basis="x",
        adapter="stub", actor_kind="system", outcome="answered",
    )  # fmt: skip
    with pytest.raises(CannotChangeTheRecord):
        row.save()
    for sql in ("UPDATE registry_registrylookup SET code = ''", "DELETE FROM registry_ruledecision"):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            connection.cursor().execute(sql)


class Spy:
    """A register that notes whether a transaction or a scope was open when it was asked."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error, self.calls, self.in_scope = error, 0, False

    def compare(self, question: Question) -> Comparison:
        """Note, then answer or fail."""
        self.calls += 1
        self.in_scope |= tenant_or_none() is not None
        if self.error:
            raise self.error
        return Comparison(True, dict.fromkeys(question.fields, True))


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> Spy:
    made = Spy()
    monkeypatch.setattr(gateway, "registry_for", lambda choice, tenant: made)
    return made


def test_no_network_call_inside_a_transaction(buleleng: Tenant, spy: Spy) -> None:
    with in_tenant(buleleng):
        use()
    assert asked(buleleng) == "answered"
    assert (spy.calls, spy.in_scope) == (1, False)


def test_a_question_is_asked_once_however_often_its_job_comes(buleleng: Tenant, spy: Spy) -> None:
    with in_tenant(buleleng):
        use()
        for _tap in range(3):
            ask(Subject("resident", "r-1", SARI, ASKED), purpose="account_check")
        pending = PendingLookup.objects.get()
    assert [look_up(buleleng, pending.pk) for _job in range(3)] == ["answered", "gone", "gone"]
    assert spy.calls == 1


def test_issue_4_past_the_days_limit_nobody_is_asked(buleleng: Tenant, spy: Spy) -> None:
    with in_tenant(buleleng):
        use(limit=2)
    assert [asked(buleleng, f"r-{n}") for n in range(4)] == ["answered", "answered", "limit", "limit"]
    assert spy.calls == 2


@pytest.mark.parametrize("error", [RegistrySilent("unreachable"), RuntimeError("5108025403949901 broke")])
def test_issue_4_an_outage_is_shown_as_such_and_ends_with_the_next_answer(
    buleleng: Tenant, spy: Spy, error: Exception
) -> None:
    with in_tenant(buleleng):
        use()
    first = clock.now()
    asked(buleleng, "r-0")
    spy.error = error
    assert [asked(buleleng, f"r-{n}") for n in (1, 2)] == ["silent", "silent"]
    with in_tenant(buleleng):
        hint = hint_about("resident", "r-1")
        assert hint is not None
        assert hint.silent_since == RegistryLookup.objects.get(obj_ref="r-1").at
        assert hint.silent_since > first
        assert "5108" not in RegistryLookup.objects.get(obj_ref="r-1").code
    spy.error = None
    asked(buleleng, "r-3")
    with in_tenant(buleleng):
        hint = hint_about("resident", "r-3")
        assert hint is not None
        assert hint.silent_since is None


def test_an_outage_from_the_first_question_on_is_shown_too(buleleng: Tenant, spy: Spy) -> None:
    spy.error = RegistrySilent("cut")
    with in_tenant(buleleng):
        use()
    asked(buleleng)
    with in_tenant(buleleng):
        hint = hint_about("resident", "r-1")
        assert hint is not None
        assert hint.silent_since is not None


def test_another_dinas_sees_none_of_it(buleleng: Tenant, surakarta: Tenant) -> None:
    with in_tenant(buleleng):
        use()
    asked(buleleng)
    with in_tenant(surakarta):
        assert hint_about("resident", "r-1") is None
        assert RegistryLookup.objects.count() == 0


def test_the_web_service_cannot_be_chosen_without_an_address(in_buleleng: Tenant, settings: Any) -> None:
    settings.LOKET_REGISTRY_URL = ""
    with pytest.raises(NoAddress):
        use("web")
    settings.LOKET_REGISTRY_URL = "https://token@connector.example/{dinas}"
    use("web")


def test_the_demo_asks_its_invented_register_about_everybody_who_waits(in_buleleng: Tenant) -> None:
    registered()
    ask_register()
    (pending,) = PendingLookup.objects.all()
    assert (pending.obj_type, pending.purpose, pending.actor_kind) == ("resident", "account_check", "system")
