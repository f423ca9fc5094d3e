"""Orders over many cases (issue 4, batch actions): each case through its own action, none twice, none lost."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from loket.applications import states
from loket.applications.actions import run_batch as running
from loket.applications.actions.claim import claim
from loket.applications.actions.resume_batches import resume_batches
from loket.applications.actions.run_batch import run_batch
from loket.applications.actions.start_batch import BatchRefused, start_batch
from loket.applications.actions.stop_batch import stop_batch
from loket.applications.batches import batch_of, failures_of
from loket.applications.models import Application, Batch, BatchItem, Step
from loket.applications.policies import Officer
from loket.applications.rules import BATCH_LIMIT, UNDO_WINDOW
from loket.audit.models import Entry
from loket.foundation.kernel import clock
from loket.notifications.models import Message
from loket.tenants.models import Tenant
from loket.tenants.queries import main_office

from .cases import LOST_KTP, as_officer, make_membership, make_officer, make_paper, sent

ONE_MINUTE = timedelta(minutes=1)


@pytest.fixture
def made(in_buleleng: Tenant) -> Officer:
    return make_officer("verifikator_layanan", "operator_ktp")


def order(deed: str, cases: list[Application], by: Officer, **choices: Any) -> Batch:
    seen = [(case.pk, case.version) for case in cases]
    return start_batch(deed, seen, by=by, choices=choices, order_key=uuid.uuid4())


def carry_out(batch: Batch) -> int:
    """As the worker does, once its ten seconds are over."""
    with clock.frozen(max(clock.now(), batch.starts_at) + UNDO_WINDOW):
        return run_batch(batch.tenant, batch.pk)


def state_of(case: Application) -> str:
    return str(Application.objects.get(pk=case.pk).state)


def test_each_case_goes_through_the_ordinary_action(made: Officer) -> None:
    """History, record and one message each; those that cannot be done are listed with why."""
    good = [sent() for _ in range(3)]
    doubted = sent()
    paper = make_paper(doubted)
    paper.verdict = "bad"
    paper.save(update_fields=["verdict"])
    batch = order("approve", [*good, doubted], made)
    assert carry_out(batch) == 4
    assert [state_of(case) for case in good] == ["approved"] * 3
    assert state_of(doubted) == "submitted", "its claim is undone with the approval that failed"
    progress = batch_of(batch.public_id, made.membership_id)
    assert progress is not None
    assert (progress.done, progress.failed, progress.waiting) == (3, 1, 0)
    assert progress.batch.ended_at is not None
    (failure,) = failures_of(batch)
    assert failure.application_id == doubted.pk
    assert "perlu diperbaiki" in failure.why
    assert Message.objects.filter(kind="applications.approved").count() == 3
    assert Entry.objects.filter(action="applications.approve").count() == 3


def test_the_whole_order_can_be_undone_before_it_begins(made: Officer) -> None:
    case = sent()
    batch = order("approve", [case], made)
    assert run_batch(batch.tenant, batch.pk) == 0, "for ten seconds nothing is done"
    stop_batch(batch, by=made)
    assert carry_out(batch) == 0
    assert state_of(case) == states.SUBMITTED
    assert not Message.objects.filter(kind="applications.approved").exists()


def test_a_case_that_moved_meanwhile_is_left_alone_and_said_so(made: Officer) -> None:
    case, other = sent(), sent()
    batch = order("approve", [case, other], made)
    colleague = make_officer("verifikator_layanan", name="Ketut Ayu")

    claim(case, by=colleague)
    carry_out(batch)
    assert state_of(case) == states.IN_VERIFICATION
    assert state_of(other) == states.APPROVED
    (failure,) = failures_of(batch)
    assert "Ketut Ayu" in failure.why


def test_an_officer_who_lost_his_role_in_mid_work_does_nothing_more(in_buleleng: Tenant) -> None:
    member = make_membership("verifikator_layanan")
    cases = [sent(), sent()]
    batch = order("approve", cases, as_officer(member))
    member.roles = ["auditor"]
    member.save(update_fields=["roles"])
    carry_out(batch)
    assert {state_of(case) for case in cases} == {states.SUBMITTED}
    assert len(failures_of(batch)) == 2


@pytest.mark.parametrize("where", ["before the case", "after the deed", "after the note"])
def test_a_killed_worker_repeats_nothing_and_loses_nothing(
    made: Officer, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """The worker dies at the second case; another takes over; each case has one approval and one message."""
    cases = [sent() for _ in range(4)]
    batch = order("approve", cases, made)
    kill_at(monkeypatch, where, at=2)
    with pytest.raises(Killed):
        carry_out(batch)
    monkeypatch.undo()
    carry_out(batch)
    assert {state_of(case) for case in cases} == {states.APPROVED}
    assert Step.objects.filter(move="approve").count() == 4
    assert Message.objects.filter(kind="applications.approved").count() == 4
    assert not BatchItem.objects.filter(batch=batch).exclude(fate="done").exists()


def test_a_case_that_the_database_refuses_does_not_stop_the_others(
    made: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in one row fails that case, told in a sentence; the order goes on and ends."""
    cases = [sent() for _ in range(3)]
    batch = order("approve", cases, made)
    real = running._case

    def breaks(item: BatchItem) -> Application:
        if item.position == 1:
            Application.objects.filter(pk=item.application_id).update(channel="x" * 500)
        return real(item)

    monkeypatch.setattr(running, "_case", breaks)
    carry_out(batch)
    assert [state_of(case) for case in cases] == [states.APPROVED, states.SUBMITTED, states.APPROVED]
    (failure,) = failures_of(batch)
    assert "Ada gangguan" in failure.why
    assert Batch.objects.get(pk=batch.pk).ended_at is not None


class Killed(BaseException):
    """What kill -9 looks like from inside: nothing below commits."""


def kill_at(monkeypatch: pytest.MonkeyPatch, where: str, *, at: int) -> None:
    real, calls = running._do, iter(range(1, 100))

    def dying(batch: Batch, item: BatchItem) -> str:
        number = next(calls)
        if number == at and where == "before the case":
            raise Killed
        why = real(batch, item)
        if number == at:
            if where == "after the note":
                BatchItem.objects.filter(pk=item.pk).update(fate="done")
            raise Killed
        return why

    monkeypatch.setattr(running, "_do", dying)


def test_five_hundred_are_taken_and_five_hundred_and_one_refused_with_a_sentence(made: Officer) -> None:
    case = sent()
    with pytest.raises(BatchRefused) as refused:
        order("approve", [case] * (BATCH_LIMIT + 1), made)
    assert "500 berkas" in str(refused.value.message)
    assert not Batch.objects.exists()


def test_the_same_form_sent_twice_is_one_order(made: Officer) -> None:
    case, key = sent(), uuid.uuid4()
    for _ in range(2):
        start_batch("approve", [(case.pk, case.version)], by=made, choices={}, order_key=key)
    assert Batch.objects.count() == 1
    assert BatchItem.objects.count() == 1


def test_an_order_whose_job_was_lost_is_taken_up_again(made: Officer) -> None:
    batch = order("approve", [sent()], made)
    assert resume_batches() == 0
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        assert resume_batches() == 1
    carry_out(batch)
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        assert resume_batches() == 0


@pytest.mark.parametrize(
    ("deed", "choices", "sentence"),
    [
        ("dance", {}, "Pilih yang akan dikerjakan"),
        ("reject", {}, "Pilih alasannya"),
        ("reject", {"reason": "other"}, "satu kalimat"),
        ("assign", {"colleague": "not-a-name"}, "Pilih petugasnya"),
        ("mark_ready", {"place": "nowhere"}, "tempat pengambilan"),
    ],
)
def test_an_order_without_what_it_needs_is_refused_in_a_sentence(
    made: Officer, deed: str, choices: Mapping[str, Any], sentence: str
) -> None:
    with pytest.raises(BatchRefused) as refused:
        order(deed, [sent()], made, **choices)
    assert sentence in str(refused.value.message)


def test_from_approval_to_the_shelf_in_three_orders(made: Officer) -> None:
    """Take into process, start production, mark ready: each case is told where to collect."""
    cases = [sent(LOST_KTP) for _ in range(2)]
    place = {"place": main_office().slug, "ready_from": clock.now().isoformat()}
    for deed, choices in (
        ("approve", {}),
        ("take_into_process", {}),
        ("start_production", {}),
        ("mark_ready", place),
    ):
        present = [Application.objects.get(pk=case.pk) for case in cases]
        batch = order(deed, present, made, **choices)
        carry_out(batch)
        assert not failures_of(batch), [failure.why for failure in failures_of(batch)]
    assert {state_of(case) for case in cases} == {states.READY}
    assert Message.objects.filter(kind="applications.ready").count() == 2


def test_rejecting_and_assigning_many(made: Officer) -> None:
    rejected, given = sent(), sent()
    head = make_officer("verifikator_layanan", "kasi_dafduk", name="Ibu Kasi")
    colleague = make_membership("verifikator_layanan", name="Ketut Ayu")
    carry_out(order("reject", [rejected], head, reason="other", note="Layanan ini bukan untuk Anda."))
    carry_out(order("assign", [given], head, colleague=str(colleague.public_id)))
    assert state_of(rejected) == states.REJECTED
    assert Application.objects.get(pk=given.pk).assignee_id == colleague.pk


def test_an_order_costs_each_case_the_same_number_of_queries(
    made: Officer, django_assert_max_num_queries: Any
) -> None:
    cases = [sent() for _ in range(5)]
    batch = order("approve", cases, made)
    with django_assert_max_num_queries(40 * 5 + 10):
        carry_out(batch)
