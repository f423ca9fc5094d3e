"""Two clocks, deadlines, idle locks (settled: two clocks; domain (f))."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from loket.applications import lifecycle, rules, states
from loket.applications.actions.approve import approve
from loket.applications.actions.claim import claim
from loket.applications.actions.claim_next import claim_next
from loket.applications.actions.expire import expire
from loket.applications.actions.keep_open import keep_open
from loket.applications.actions.release_idle import release_idle
from loket.applications.actions.return_for_correction import Complaint, return_for_correction
from loket.applications.models import Application, Defect
from loket.applications.policies import Officer
from loket.applications.queue_filter import QueueFilter
from loket.applications.states import Slot
from loket.foundation.kernel import clock
from loket.notifications.models import Message
from loket.tenants.models import Tenant

from .cases import LOST_KTP, RECORDING, make_officer, make_paper, resident_actor, sent

#: Tuesday 24 November 2026, 10.00 WITA.
TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def made(in_buleleng: Tenant) -> Officer:
    return make_officer("verifikator_layanan", "operator_ktp")


@pytest.mark.parametrize(
    ("sent_at", "starts"),
    [
        (datetime(2026, 11, 24, 2, 0, tzinfo=UTC), datetime(2026, 11, 24, 2, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 17, 0, tzinfo=UTC), datetime(2026, 11, 23, 23, 30, tzinfo=UTC)),
        (datetime(2026, 11, 27, 12, 0, tzinfo=UTC), datetime(2026, 11, 29, 23, 30, tzinfo=UTC)),
    ],
    ids=["in hours", "01.00 at night", "Friday evening"],
)
def test_processing_starts_now_or_on_the_next_working_morning(
    in_buleleng: Tenant, sent_at: datetime, starts: datetime
) -> None:
    """S2-2, S2-5, S2-8."""
    with clock.frozen(sent_at):
        case = sent()
    assert case.processing_starts_at == starts
    assert case.first_decision_due == in_buleleng.calendar().add(starts, 1, "working_day") == case.due_at


def test_the_service_clock_runs_from_approval_and_late_is_said_of_the_clock_that_runs(made: Officer) -> None:
    with clock.frozen(TUESDAY):
        case = sent()
        claim(case, by=made)
    with clock.frozen(TUESDAY + HOUR):
        approve(case, by=made)
    assert case.approved_at == TUESDAY + HOUR
    assert case.service_due == case.due_at == TUESDAY + HOUR + timedelta(days=1)
    late = Application.objects.late(TUESDAY + timedelta(days=2))
    assert [found.pk for found in late] == [case.pk]


def test_the_service_clock_stands_still_while_the_resident_is_to_act(made: Officer) -> None:
    """Returned two working hours before the target: two working hours remain after the mending."""
    with clock.frozen(TUESDAY):
        case = sent()
        claim(case, by=made)
        approve(case, by=made)
        lifecycle.move(case, "take_into_process", by=made.actor, slot=Slot.PROCESS)
    due = case.service_due
    returned_at = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
    with clock.frozen(returned_at):
        return_for_correction(case, by=made, complaints=[Complaint("subjek_nama", "field", "unlike_papers")])
    assert (case.due_at, case.paused_at) == (None, returned_at)
    Defect.objects.filter(application=case).update(open=False)
    a_week_later = TUESDAY + timedelta(days=7)
    with clock.frozen(a_week_later):
        lifecycle.move(case, "resubmit", by=resident_actor(case), slot=Slot.APPLICANT)
        claim(case, by=made)
        approve(case, by=made)
    assert due is not None
    assert case.service_due == a_week_later + (due - returned_at)
    assert case.approved_at == TUESDAY


def test_a_visit_stops_the_clock_too(in_buleleng: Tenant) -> None:
    made = make_officer("verifikator_layanan", "operator_ktp", "petugas_perekaman")
    with clock.frozen(TUESDAY):
        case = sent(RECORDING)
        claim(case, by=made)
        approve(case, by=made)
        lifecycle.move(case, "invite", by=made.actor, slot=Slot.VERIFY)
    assert case.due_at is None
    with clock.frozen(TUESDAY + timedelta(days=7)):
        lifecycle.move(case, "record_visit", by=made.actor, slot=Slot.VISIT)
    assert case.due_at == TUESDAY + timedelta(days=8)


def test_a_returned_case_expires_after_its_deadline_and_the_resident_is_told(made: Officer) -> None:
    """S3-31, S3-32: cancelled with a reason; a new application may be made."""
    with clock.frozen(TUESDAY):
        case = sent()
        make_paper(case)
        claim(case, by=made)
        return_for_correction(case, by=made, complaints=[Complaint("kk_asli", "paper", "blurred")])
    deadline = case.return_deadline
    assert deadline is not None
    local = deadline.astimezone(made and case.tenant.zone)
    assert (local.date() - TUESDAY.date()).days == rules.RETURN_DAYS
    assert (local.hour, local.minute) == (23, 59)
    with clock.frozen(deadline - HOUR):
        assert expire() == 0
    with clock.frozen(deadline + HOUR):
        assert expire() == 1
        assert expire() == 0
    assert Application.objects.get(pk=case.pk).state == states.CANCELLED
    assert "Batas waktu perbaikan sudah lewat" in Message.objects.get(kind="applications.cancelled").text
    sent(LOST_KTP, applicant=case.applicant)


def test_an_idle_officer_loses_the_case_after_four_minutes(made: Officer) -> None:
    """Experience rule 17."""
    with clock.frozen(TUESDAY):
        case, busy = sent(), sent()
        claim(case, by=made)
        claim(busy, by=made)
    with clock.frozen(TUESDAY + timedelta(minutes=3)):
        keep_open(busy, by=made)
    with clock.frozen(TUESDAY + timedelta(minutes=4, seconds=1)):
        assert release_idle() == 1
    assert Application.objects.get(pk=case.pk).state == states.SUBMITTED
    assert Application.objects.get(pk=busy.pk).state == states.IN_VERIFICATION
    assert not Message.objects.filter(ref=f"{case.reference}/3").exists()


def test_the_next_case_is_the_oldest_that_is_free_and_not_ones_own(made: Officer) -> None:
    own, other = sent(), sent()
    officer = Officer(
        actor=made.actor,
        membership_id=made.membership_id,
        roles=made.roles,
        nik_hash=bytes(own.subject_hash or b""),
    )
    waiting = QueueFilter(states=(states.SUBMITTED,), slot=Slot.VERIFY).rows(officer, at=clock.now())
    found = claim_next(waiting, by=officer)
    assert found is not None
    assert found.pk == other.pk
    assert claim_next(waiting, by=officer) is None
