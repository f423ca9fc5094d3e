"""Not only two officers: rules, orders, clocks, messages and residents meet at the same case in the same moment.

No double decision, none lost, one message (issue 4, "Bad input and races").
"""

from __future__ import annotations

import secrets
import uuid
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

import pytest

from loket.applications import completeness, states
from loket.applications.actions import accept_by_rule as accepting
from loket.applications.actions.approve import approve
from loket.applications.actions.claim import claim
from loket.applications.actions.claim_next import claim_next
from loket.applications.actions.expire import expire
from loket.applications.actions.resubmit import resubmit
from loket.applications.actions.return_for_correction import Complaint, return_for_correction
from loket.applications.actions.run_batch import run_batch
from loket.applications.actions.start_batch import start_batch
from loket.applications.actions.undo import undo
from loket.applications.batches import failures_of
from loket.applications.models import Application, Batch, BatchItem, Step
from loket.applications.policies import Officer
from loket.applications.queue_filter import QueueFilter
from loket.applications.rules import UNDO_WINDOW
from loket.audit.models import Entry
from loket.foundation.kernel import clock
from loket.notifications import lifecycle as messages
from loket.notifications.models import Message
from loket.registry.actions.set_registry import set_registry
from loket.registry.actions.set_rule import set_rule
from loket.registry.models import RuleDecision
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from .cases import make_officer, resident_actor, sent
from .many import copies_of, with_step
from .racing import Side, race, words

ROUNDS = 60


@pytest.fixture
def tenant(real_commits: str) -> Tenant:
    return create_from_profile("buleleng", "buleleng.localhost")


@pytest.fixture
def made(tenant: Tenant) -> Officer:
    with in_tenant(tenant):
        return make_officer("verifikator_layanan", name="Made")


def waiting(tenant: Tenant, by: Officer, count: int = ROUNDS) -> list[Application]:
    with in_tenant(tenant):
        cases = copies_of(sent(), count)
        with_step(cases, "submit", slot="applicant", by=by)
    return cases


def fresh(case: Application) -> Application:
    """As a page reads it that is about to act."""
    related = ("applicant__account", "service", "service_version", "assignee")
    found: Application = Application.objects.select_related(*related).get(pk=case.pk)
    return found


def moves(cases: Iterable[Application], *names: str) -> Counter[int]:
    """How often each case made one of these moves."""
    rows = Step.objects.filter(application__in=[case.pk for case in cases], move__in=names)
    return Counter(rows.values_list("application", flat=True))


def promised(kind: str) -> Counter[str]:
    """How many messages of one kind each case has."""
    refs = Message.objects.filter(kind=f"applications.{kind}").values_list("ref", flat=True)
    return Counter(ref.partition("/")[0] for ref in refs)


def test_a_rule_and_an_officer_at_the_same_case(
    tenant: Tenant, made: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Either the rule accepts it or the officer has it open; the journal of rules says the same."""
    monkeypatch.setattr(secrets, "randbelow", lambda sides: sides - 1)
    monkeypatch.setattr(accepting, "rule_inputs", lambda case: {"first": True})
    cases = waiting(tenant, made)
    with in_tenant(tenant):
        set_registry(adapter="stub", asks_on_arrival=True, daily_limit=1000, legal_basis="UU 24/2013")
        set_rule("ktp-hilang", is_on=True, daily_cap=1000, sample_percent=10, by_name="Ibu Rai")

    def rule(number: int) -> str:
        with in_tenant(tenant):
            return accepting.accept_by_rule(cases[number].reference)

    def officer(number: int) -> str:
        with in_tenant(tenant):
            claim(fresh(cases[number]), by=made)
        return "opened"

    outcomes = Counter(words(race(ROUNDS, rule, rule, officer, hesitate=(0.01, 0.01, 0.001))))
    accepted = outcomes[("accepted", "gone", "refused 409")] + outcomes[("gone", "accepted", "refused 409")]
    assert accepted + outcomes[("gone", "gone", "opened")] == ROUNDS, outcomes
    assert 0 < accepted < ROUNDS, "each was first sometimes"
    with in_tenant(tenant):
        stored = Counter(
            Application.objects.filter(pk__in=[one.pk for one in cases]).values_list("state", flat=True)
        )
        assert stored[states.APPROVED] == accepted
        assert stored[states.IN_VERIFICATION] == ROUNDS - accepted
        decided = RuleDecision.objects.filter(outcome="accepted").values_list("reference", flat=True)
        assert len(decided) == len(set(decided)) == accepted
        assert set(promised("approved").values()) == {1}
        assert set(promised("approved")) == set(decided)
        assert Entry.objects.filter(action="applications.approve").count() == accepted


def test_an_order_over_many_two_workers_and_an_officer(tenant: Tenant, made: Officer) -> None:
    """Each case is approved by the order or open on the colleague's desk, and then the order says so."""
    with in_tenant(tenant):
        colleague = make_officer("verifikator_layanan", name="Ketut Ayu")
    cases = waiting(tenant, made)
    batches: list[Batch] = []
    with in_tenant(tenant), clock.frozen(clock.now() - UNDO_WINDOW):
        for case in cases:
            seen = [(case.pk, case.version)]
            batches.append(start_batch("approve", seen, by=made, choices={}, order_key=uuid.uuid4()))

    def worker(number: int) -> str:
        run_batch(tenant, batches[number].pk)
        return "worked"

    def officer(number: int) -> str:
        with in_tenant(tenant):
            claim(fresh(cases[number]), by=colleague)
        return "opened"

    told = race(ROUNDS, worker, worker, officer, hesitate=(0.001, 0.001, 0.06))
    opened = {cases[number].pk for number, one in enumerate(words(told)) if one[2] == "opened"}
    assert {one[2] for one in words(told)} == {"opened", "refused 409"}, "each was first sometimes"
    with in_tenant(tenant):
        run = {batch.pk for batch in batches}
        for batch in batches:
            run_batch(tenant, batch.pk)
        approvals = moves(cases, "approve")
        assert set(approvals.values()) == {1}
        assert set(approvals) == {case.pk for case in cases} - opened
        assert set(promised("approved").values()) == {1}
        assert len(promised("approved")) == ROUNDS - len(opened)
        assert not BatchItem.objects.filter(batch__in=run, fate="waiting").exists()
        failed = {one.application_id: one.why for batch in batches for one in failures_of(batch)}
        assert set(failed) == opened
        assert all("Ketut Ayu" in why for why in failed.values())


def test_undo_against_the_worker_that_sends_the_message(tenant: Tenant, made: Officer) -> None:
    """In the tenth second: the message dies with the decision, or leaves and the decision stands."""
    cases = waiting(tenant, made)
    with in_tenant(tenant):
        for case in cases:
            claim(case, by=made)
            approve(case, by=made)
        ids = dict(Message.objects.filter(kind="applications.approved").values_list("ref", "pk"))
        decided = dict(Step.objects.filter(move="approve").values_list("application", "at"))
    instant = timedelta(milliseconds=1)

    def officer(number: int) -> str:
        case = cases[number]
        with in_tenant(tenant), clock.frozen(decided[case.pk] + UNDO_WINDOW - instant):
            undo(fresh(case), by=made)
        return "undone"

    def sender(number: int) -> str:
        case = cases[number]
        with in_tenant(tenant), clock.frozen(decided[case.pk] + UNDO_WINDOW):
            message = messages.claim(ids[f"{case.reference}/{case.version}"])
        if message is None:
            return "nothing to send"
        with in_tenant(tenant):
            assert messages.mark_sent(message, provider_id="x", wipe=False)
        return "sent"

    outcomes = Counter(words(race(ROUNDS, officer, sender, hesitate=(0.001, 0.03))))
    assert set(outcomes) == {("undone", "nothing to send"), ("refused 409", "sent")}, outcomes
    with in_tenant(tenant):
        stored = Counter(Application.objects.filter(pk__in=ids_of(cases)).values_list("state", flat=True))
        letters = Counter(Message.objects.filter(pk__in=ids.values()).values_list("state", flat=True))
    undone = outcomes[("undone", "nothing to send")]
    assert stored == +Counter({states.IN_VERIFICATION: undone, states.APPROVED: ROUNDS - undone})
    assert letters == +Counter({"cancelled": undone, "sent": ROUNDS - undone})


def ids_of(cases: Iterable[Application]) -> list[int]:
    return [case.pk for case in cases]


def test_the_clock_that_ends_a_return_against_the_resident_who_sends_it_again(
    tenant: Tenant, made: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the last second: sent again or ended, never both, and one message says which."""
    monkeypatch.setattr(completeness, "check", lambda case: None)  # photos are not the promise here
    cases = waiting(tenant, made)
    now, minute = clock.now(), timedelta(minutes=1)
    with in_tenant(tenant):
        for number, case in enumerate(cases):
            claim(case, by=made)
            return_for_correction(case, by=made, complaints=[Complaint("kk_asli", "paper", "blurred")])
            case.defects.update(open=False)
            Application.objects.filter(pk=case.pk).update(return_deadline=now + number * minute)

    def upkeep(number: int) -> str:
        with in_tenant(tenant), clock.frozen(now + number * minute + minute / 2):
            return "ended" if expire() else "left alone"

    def resident(number: int) -> str:
        with in_tenant(tenant), clock.frozen(now + number * minute + minute / 2):
            case = fresh(cases[number])
            resubmit(case, by=resident_actor(case))
        return "sent again"

    told = race(ROUNDS, upkeep, resident)
    outcomes = Counter(words(told))
    assert set(outcomes) <= {("ended", "refused 409"), ("left alone", "sent again")}, outcomes
    assert len(outcomes) == 2, "each was first sometimes"
    with in_tenant(tenant):
        stored = Counter(Application.objects.filter(pk__in=ids_of(cases)).values_list("state", flat=True))
        ended, sent_again = moves(cases, "expire"), moves(cases, "resubmit")
        assert set((ended + sent_again).values()) == {1}
        assert len(promised("cancelled")) == len(ended)
        assert set(promised("cancelled").values()) <= {1}
    assert stored == Counter({states.CANCELLED: len(ended), states.SUBMITTED: len(sent_again)})
    assert outcomes[("ended", "refused 409")] == len(ended)


def test_two_officers_and_one_case_left(tenant: Tenant, made: Officer) -> None:
    """Whoever comes second is told that nothing waits; he gets neither an error nor the same case."""
    with in_tenant(tenant):
        colleague = make_officer("verifikator_layanan", name="Ketut Ayu")
    cases = waiting(tenant, made, 40)
    with in_tenant(tenant):
        queue = QueueFilter(states=(states.SUBMITTED,), slot=states.Slot.VERIFY)
        only = [case.reference for case in cases]

    def asks(by: Officer) -> Side:
        def side(number: int) -> str:
            with in_tenant(tenant):
                rows = queue.rows(by, at=clock.now()).filter(reference=only[number])
                found = claim_next(rows, by=by)
            return "nothing" if found is None else "took it"

        return side

    outcomes = Counter(words(race(len(cases), asks(made), asks(colleague))))
    assert set(outcomes) <= {("took it", "nothing"), ("nothing", "took it")}, outcomes
    with in_tenant(tenant):
        assert set(moves(cases, "claim").values()) == {1}
        assert len(moves(cases, "claim")) == len(cases)
