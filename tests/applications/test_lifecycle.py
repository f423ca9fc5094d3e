"""Every move through the one writer of state: who may, what is written, what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError

from loket.applications import lifecycle, states
from loket.applications.models import Application, Defect, Step
from loket.applications.policies import Overtaken
from loket.applications.rules import Fault
from loket.applications.states import Slot
from loket.audit.actor import Actor
from loket.audit.models import Entry
from loket.foundation.kernel import clock
from loket.notifications.models import Message
from loket.tenants.models import Tenant

from .cases import LOST_KTP, RECORDING, resident_actor, sent, standing_in

MADE = Actor("officer", "made", "Made Wirawan")
FAULT = Fault("kk_asli", "paper", "blurred", "Foto Kartu Keluarga buram.")
EVERY = [(move, slot) for move in states.MOVES if not move.undo for slot in Slot]


@pytest.mark.parametrize(("row", "slot"), EVERY, ids=lambda value: getattr(value, "name", str(value)))
def test_each_move_is_made_by_its_slot_and_refused_to_every_other(
    in_buleleng: Tenant, row: states.Move, slot: Slot
) -> None:
    definition = RECORDING if "visit" in row.needs else LOST_KTP
    case = standing_in(row.from_, definition)
    allowed = states.TABLE.find(row.name, row.from_, slot) is not None

    def attempt() -> Step:
        return lifecycle.move(
            case,
            row.name,
            by=MADE,
            slot=slot,
            sentence="Sebab.",
            defects=[FAULT] if "defects" in row.needs else (),
        )

    if not allowed:
        with pytest.raises(lifecycle.MoveUnknown):
            attempt()
        assert Application.objects.get(pk=case.pk).state == row.from_
        return
    step = attempt()
    stored = Application.objects.get(pk=case.pk)
    assert (stored.state, stored.version) == (row.to, 1)
    assert (step.from_state, step.to_state, step.version, step.slot) == (row.from_, row.to, 1, slot)
    entry = Entry.objects.get(action=f"applications.{row.name}", obj_ref=case.reference)
    assert (entry.detail["from"], entry.detail["to"]) == (row.from_, row.to)


def test_a_move_from_a_state_that_does_not_allow_it_says_what_happened(in_buleleng: Tenant) -> None:
    case = sent()
    with pytest.raises(lifecycle.MoveUnknown) as refused:
        lifecycle.move(case, "approve", by=MADE, slot=Slot.VERIFY)
    assert refused.value.status == 409
    assert "Diajukan" in str(refused.value)


def test_a_decision_on_an_older_version_is_refused_and_says_by_whom(in_buleleng: Tenant) -> None:
    case = sent()
    stale = Application.objects.get(pk=case.pk)
    lifecycle.move(case, "claim", by=MADE, slot=Slot.VERIFY)
    with pytest.raises(Overtaken) as refused:
        lifecycle.move(stale, "claim", by=Actor("officer", "putu", "Putu"), slot=Slot.VERIFY)
    assert refused.value.status == 409
    assert "Made Wirawan" in str(refused.value)
    assert "Keputusan Anda tidak dicatat" in str(refused.value)


@pytest.mark.parametrize("name", ["reject", "cancel"])
def test_ending_needs_a_reason(in_buleleng: Tenant, name: str) -> None:
    """S3-31: cancel needs a reason."""
    case = standing_in(states.IN_VERIFICATION)
    with pytest.raises(lifecycle.NeedMissing):
        lifecycle.move(case, name, by=MADE, slot=Slot.VERIFY)


def test_returning_needs_a_named_item(in_buleleng: Tenant) -> None:
    case = standing_in(states.IN_VERIFICATION)
    with pytest.raises(lifecycle.NeedMissing):
        lifecycle.move(case, "return_for_correction", by=MADE, slot=Slot.VERIFY)


def test_a_case_is_not_sent_again_before_everything_is_mended(in_buleleng: Tenant) -> None:
    case = standing_in(states.IN_VERIFICATION)
    lifecycle.move(case, "return_for_correction", by=MADE, slot=Slot.VERIFY, defects=[FAULT])
    with pytest.raises(lifecycle.NeedMissing):
        lifecycle.move(case, "resubmit", by=resident_actor(case), slot=Slot.APPLICANT)
    Defect.objects.filter(application=case).update(open=False)
    lifecycle.move(case, "resubmit", by=resident_actor(case), slot=Slot.APPLICANT)
    assert (case.state, case.resubmissions, case.return_deadline) == (states.SUBMITTED, 1, None)


def test_a_visit_comes_before_processing_where_the_service_asks_for_one(in_buleleng: Tenant) -> None:
    """S2-12: recording in person."""
    case = standing_in(states.APPROVED, RECORDING)
    with pytest.raises(lifecycle.NeedMissing):
        lifecycle.move(case, "take_into_process", by=MADE, slot=Slot.PROCESS)
    lifecycle.move(case, "invite", by=MADE, slot=Slot.VERIFY)
    lifecycle.move(case, "record_visit", by=MADE, slot=Slot.VISIT)
    assert case.state == states.IN_PROCESS


def test_a_second_open_application_of_the_same_person_and_service_is_stopped(in_buleleng: Tenant) -> None:
    """Security rule 10: the database, not the page, keeps it single."""
    first = sent()
    from .cases import make_draft

    second = make_draft(applicant=first.applicant)
    with pytest.raises(lifecycle.AlreadyOpen):
        lifecycle.move(second, "submit", by=resident_actor(second), slot=Slot.APPLICANT)
    assert Application.objects.get(pk=second.pk).state == states.DRAFT
    lifecycle.move(first, "withdraw", by=resident_actor(first), slot=Slot.APPLICANT, sentence="x")
    lifecycle.move(second, "submit", by=resident_actor(second), slot=Slot.APPLICANT)


@pytest.mark.parametrize("door", ["", "import", "999:1"])
def test_the_database_refuses_a_state_written_from_elsewhere(in_buleleng: Tenant, door: str) -> None:
    """Security rule 9: a trigger refuses every other path."""
    case = sent()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.lifecycle', %s, true)", [door])
    for change in ({"state": "approved"}, {"state": "in_verification", "version": 2}, {"version": 9}):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            Application.objects.filter(pk=case.pk).update(**change)
    stored = Application.objects.get(pk=case.pk)
    assert (stored.state, stored.version) == (states.SUBMITTED, 1)


def test_the_door_of_one_move_opens_no_second_one(in_buleleng: Tenant) -> None:
    case = sent()
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        Application.objects.filter(pk=case.pk).update(state="in_verification")
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        Application.objects.filter(pk=case.pk).update(state="completed", version=case.version + 1)


def test_an_application_is_born_as_a_draft(in_buleleng: Tenant) -> None:
    case = sent()
    copy = Application.objects.get(pk=case.pk)
    copy.pk, copy.reference, copy.subject_hash = None, "BLL-26-XXXXXXXX-X", None
    copy._state.adding = True
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        copy.save()


def test_a_failed_move_leaves_no_trace(in_buleleng: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Security rule 16: change, history, audit and message live and die together."""
    case = sent()
    lifecycle.move(case, "claim", by=MADE, slot=Slot.VERIFY)
    before = (Step.objects.count(), Entry.objects.count(), Message.objects.count())

    def fail(*_args: object, **_more: object) -> None:
        raise RuntimeError("the outbox is gone")

    monkeypatch.setattr(lifecycle, "queue", fail)
    with pytest.raises(RuntimeError):
        lifecycle.move(case, "approve", by=MADE, slot=Slot.VERIFY)
    assert Application.objects.get(pk=case.pk).state == states.IN_VERIFICATION
    assert (Step.objects.count(), Entry.objects.count(), Message.objects.count()) == before


def test_the_lock_of_an_undo_is_ten_seconds() -> None:
    from loket.applications import rules

    assert timedelta(seconds=10) == rules.UNDO_WINDOW
    assert clock.now().tzinfo is not None
