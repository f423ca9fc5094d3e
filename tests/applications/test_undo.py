"""Ten seconds to take back a decision; its message never leaves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from loket.applications import lifecycle, states
from loket.applications.actions.approve import approve
from loket.applications.actions.cancel import cancel
from loket.applications.actions.claim import claim
from loket.applications.actions.reject import reject
from loket.applications.actions.return_for_correction import Complaint, return_for_correction
from loket.applications.actions.undo import undo
from loket.applications.models import Application, Defect, Step
from loket.applications.models.attachment import Verdict
from loket.applications.policies import Officer
from loket.applications.queries import current_papers, step_stands
from loket.foundation.kernel import clock
from loket.notifications import states as message_states
from loket.notifications.models import Message
from loket.tenants.models import Tenant

from .cases import make_officer, make_paper, sent

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.fixture
def made(in_buleleng: Tenant) -> Officer:
    return make_officer("verifikator_layanan", "operator_ktp")


def _opened(by: Officer) -> Application:
    case = sent()
    make_paper(case, "kk_asli")
    claim(case, by=by)
    return case


DECISIONS = {
    "approve": lambda case, by: approve(case, by=by),
    "return": lambda case, by: return_for_correction(
        case, by=by, complaints=[Complaint("kk_asli", "paper", "blurred")]
    ),
    "reject": lambda case, by: reject(case, by=by, reason="not_entitled"),
    "cancel": lambda case, by: cancel(case, by=by, reason="data_wrong"),
}


@pytest.mark.parametrize("decision", DECISIONS)
def test_the_officer_takes_back_his_decision_and_has_the_case_open_again(
    made: Officer, decision: str
) -> None:
    """S3-30, experience rule 15: the message of the undone move never leaves."""
    with clock.frozen(NOON):
        case = _opened(made)
        due = case.due_at
        step = DECISIONS[decision](case, made)
    ref = f"{case.reference}/{step.version}"
    message = Message.objects.get(ref=ref)
    assert message.not_before == NOON + timedelta(seconds=10)
    with clock.frozen(NOON + timedelta(seconds=9)):
        undo(case, by=made)
    stored = Application.objects.get(pk=case.pk)
    assert (stored.state, stored.assignee_id) == (states.IN_VERIFICATION, made.membership_id)
    assert (stored.due_at, stored.decided_at, stored.service_due) == (due, None, None)
    assert (stored.approved_at, stored.completed_at, stored.return_deadline) == (None, None, None)
    message.refresh_from_db()
    assert message.state == message_states.CANCELLED
    assert not step_stands(ref)
    assert not Defect.objects.filter(application=case).exists()
    assert set(current_papers(case).values_list("verdict", flat=True)) == {Verdict.NONE}
    assert list(Step.objects.filter(application=case).values_list("move", flat=True))[-1] == "undo"


def test_after_ten_seconds_it_is_too_late(made: Officer) -> None:
    with clock.frozen(NOON):
        case = _opened(made)
        approve(case, by=made)
    with clock.frozen(NOON + timedelta(seconds=10)), pytest.raises(lifecycle.UndoRefused):
        undo(case, by=made)
    assert Application.objects.get(pk=case.pk).state == states.APPROVED


def test_another_officer_cannot_undo(made: Officer) -> None:
    other = make_officer("verifikator_layanan", name="Wayan Sudarsa")
    case = _opened(made)
    approve(case, by=made)
    with pytest.raises(lifecycle.UndoRefused):
        undo(case, by=other)


def test_nothing_is_undone_once_something_else_happened(made: Officer) -> None:
    case = _opened(made)
    approve(case, by=made)
    from loket.applications.actions.take_into_process import take_into_process

    take_into_process(Application.objects.get(pk=case.pk), by=made)
    with pytest.raises(lifecycle.UndoRefused):
        undo(case, by=made)
    with pytest.raises(lifecycle.UndoRefused):
        undo(Application.objects.get(pk=case.pk), by=made)


def test_claiming_is_not_a_decision_to_undo(made: Officer) -> None:
    case = _opened(made)
    with pytest.raises(lifecycle.UndoRefused):
        undo(case, by=made)


def test_a_decision_can_be_made_again_after_an_undo(made: Officer) -> None:
    case = _opened(made)
    approve(case, by=made)
    undo(case, by=made)
    step = return_for_correction(case, by=made, complaints=[Complaint("kk_asli", "paper", "cropped")])
    promised = Message.objects.filter(ref__startswith=case.reference, state=message_states.QUEUED)
    assert [message.kind for message in promised.exclude(kind="applications.submitted")] == [
        "applications.returned"
    ]
    assert Defect.objects.get(application=case, open=True).step_id == step.pk
