"""Two officers decide at the same moment: one wins, the other is told; one message (goal R32 in small).

Real threads, real commits; every pair of decisions, in every order of start, many times over.
"""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection

from loket.applications import states
from loket.applications.actions.approve import approve
from loket.applications.actions.cancel import cancel
from loket.applications.actions.claim import claim
from loket.applications.actions.claim_next import claim_next
from loket.applications.actions.hand_back import hand_back
from loket.applications.actions.reject import reject
from loket.applications.actions.return_for_correction import Complaint, return_for_correction
from loket.applications.models import Application, Step
from loket.applications.policies import Officer
from loket.applications.queue_filter import QueueFilter
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.notifications.models import Message
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from .cases import make_officer, make_paper, sent

Verb = Callable[[Application, Officer], object]

VERBS: dict[str, Verb] = {
    "approve": lambda case, by: approve(case, by=by),
    "return": lambda case, by: return_for_correction(
        case, by=by, complaints=[Complaint("kk_asli", "paper", "blurred")]
    ),
    "reject": lambda case, by: reject(case, by=by, reason="not_entitled"),
    "cancel": lambda case, by: cancel(case, by=by, reason="data_wrong"),
    "hand_back": lambda case, by: hand_back(case, by=by),
}
#: 15 pairs of decisions, each this often: 210 races, and 20 races for the claim.
ROUNDS = 14


@pytest.fixture
def tenant(real_commits: str) -> Tenant:
    return create_from_profile("buleleng", "buleleng.localhost")


def _race(tenant: Tenant, pk: int, contestants: list[tuple[Verb, Officer]]) -> list[str]:
    """Each contestant reads the case, all wait for each other, then all act; who won and who was refused."""
    barrier = threading.Barrier(len(contestants))
    outcomes: list[str] = ["?"] * len(contestants)

    def run(position: int, verb: Verb, by: Officer) -> None:
        try:
            with in_tenant(tenant):
                case = Application.objects.select_related("applicant").get(pk=pk)
                barrier.wait(timeout=20)
                verb(case, by)
            outcomes[position] = "won"
        except Refusal as refusal:
            outcomes[position] = f"refused {refusal.status}"
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(position, *contestant))
        for position, contestant in enumerate(contestants)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def test_of_two_decisions_at_once_one_is_made_and_one_message_leaves(tenant: Tenant) -> None:
    """Security rule 9: at least 200 interleavings, never two winners, never none."""
    with in_tenant(tenant):
        made = make_officer("verifikator_layanan")
    told: Counter[str] = Counter()
    for first, second in itertools.combinations_with_replacement(VERBS, 2):
        for _round in range(ROUNDS):
            with in_tenant(tenant):
                case = sent()
                make_paper(case)
                claim(case, by=made)
            outcomes = _race(tenant, case.pk, [(VERBS[first], made), (VERBS[second], made)])
            told.update(outcomes)
            assert sorted(outcomes) == ["refused 409", "won"], (first, second)
            _assert_one_decision(tenant, case)
    assert told["won"] == told["refused 409"] == 15 * ROUNDS >= 200


def _assert_one_decision(tenant: Tenant, case: Application) -> None:
    with in_tenant(tenant):
        stored = Application.objects.get(pk=case.pk)
        assert stored.version == 3
        assert Step.objects.filter(application=case, version=3).count() == 1
        messages = Message.objects.filter(ref=f"{case.reference}/3").count()
        assert messages == (0 if stored.state == states.SUBMITTED else 1)


def test_of_many_officers_who_open_a_case_one_gets_it(tenant: Tenant) -> None:
    """Experience rule 17: an open case belongs to one officer."""
    with in_tenant(tenant):
        officers = [make_officer("verifikator_layanan", name=f"Petugas {n}") for n in range(4)]
    for _round in range(20):
        with in_tenant(tenant):
            case = sent()
        outcomes = _race(tenant, case.pk, [(lambda c, by: claim(c, by=by), by) for by in officers])
        assert sorted(outcomes) == ["refused 409"] * 3 + ["won"]
        with in_tenant(tenant):
            stored = Application.objects.get(pk=case.pk)
        winner = officers[outcomes.index("won")]
        assert stored.assignee_id == winner.membership_id


def test_officers_who_ask_for_the_next_case_at_once_get_different_ones(tenant: Tenant) -> None:
    """Experience rule 16: nobody waits for another, nobody gets what another got."""
    with in_tenant(tenant):
        officers = [make_officer("verifikator_layanan", name=f"Petugas {n}") for n in range(4)]
        cases = [sent() for _n in range(4 * 5)]
    for _round in range(5):
        taken: dict[int, int] = {}
        barrier = threading.Barrier(len(officers))

        def ask(by: Officer, barrier: threading.Barrier = barrier, taken: dict[int, int] = taken) -> None:
            try:
                with in_tenant(tenant):
                    waiting = QueueFilter(states=(states.SUBMITTED,), slot=states.Slot.VERIFY).rows(
                        by, at=clock.now()
                    )
                    barrier.wait(timeout=20)
                    found = claim_next(waiting, by=by)
                    assert found is not None
                    taken[by.membership_id] = found.pk
            finally:
                connection.close()

        threads = [threading.Thread(target=ask, args=(by,)) for by in officers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert len(set(taken.values())) == len(officers)
    with in_tenant(tenant):
        left = Application.objects.filter(pk__in=[case.pk for case in cases], state=states.SUBMITTED)
        assert not left.exists()
