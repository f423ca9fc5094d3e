"""Time that the office could not work never counts (issue 4, time): holds, returns, and both mixed."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from loket.applications import lifecycle, rules
from loket.applications.actions.approve import approve
from loket.applications.actions.claim import claim
from loket.applications.actions.declare_outage import OutageRefused, declare_outage
from loket.applications.actions.end_outage import end_outage
from loket.applications.actions.mind_outages import mind_outages
from loket.applications.actions.return_for_correction import Complaint, return_for_correction
from loket.applications.models import Application, Defect, Hold, Outage
from loket.applications.policies import NotAllowed, Officer, Overtaken
from loket.applications.states import Slot
from loket.foundation.kernel import clock
from loket.foundation.kernel.working_time import STANDARD_HOURS, WorkingCalendar
from loket.notifications.models import Message
from loket.tenants.models import Tenant

from .cases import make_officer, resident_actor, sent

#: Tuesday 24 November 2026, 08.00 WITA.
TUESDAY = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ZONES = [ZoneInfo(name) for name in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")]
FAULT = [Complaint("subjek_nama", "field", "unlike_papers")]


@pytest.fixture
def made(in_buleleng: Tenant) -> Officer:
    return make_officer("verifikator_layanan", "operator_ktp")


@pytest.fixture
def head(in_buleleng: Tenant) -> Officer:
    return make_officer("kasi_dafduk", name="Ibu Kasi")


def approved(by: Officer, at: datetime = TUESDAY) -> Application:
    with clock.frozen(at):
        case = sent()
        claim(case, by=by)
        approve(case, by=by)
    return case


def fresh(case: Application) -> Application:
    found: Application = Application.objects.select_related(
        "service", "service_version", "applicant__account"
    ).get(pk=case.pk)
    return found


def mended(case: Application) -> None:
    Defect.objects.filter(application=case).update(open=False)
    lifecycle.move(fresh(case), "resubmit", by=resident_actor(case), slot=Slot.APPLICANT)


def down(
    by: Officer, at: datetime, system: str = "siak", *, since: datetime | None = None, slots: str = "process"
) -> Outage:
    with clock.frozen(at):
        outage = declare_outage(system=system, slots=slots.split(), started_at=since or at, by=by)
        mind_outages()
    return outage


def up(outage: Outage, by: Officer, at: datetime) -> None:
    with clock.frozen(at):
        end_outage(outage, by=by)
        while mind_outages():
            pass


def test_a_held_case_has_no_running_clock_and_goes_on_where_it_stopped(made: Officer, head: Officer) -> None:
    case = approved(made)
    due = case.service_due
    outage = down(head, TUESDAY + HOUR)
    held = fresh(case)
    assert held.due_at is None
    assert held.held_at == TUESDAY + HOUR
    assert not Application.objects.late(TUESDAY + timedelta(days=30)).exists()
    up(outage, head, TUESDAY + 3 * HOUR)
    released = fresh(case)
    assert due is not None
    assert released.due_at == released.service_due == due + 2 * HOUR
    assert released.held_at is None
    assert Hold.objects.filter(released_at__isnull=True).count() == 0


def test_residents_are_told_once_and_again_only_if_the_office_wants(made: Officer, head: Officer) -> None:
    approved(made)
    outage = down(head, TUESDAY + HOUR)
    with clock.frozen(TUESDAY + HOUR):
        mind_outages()
    assert Message.objects.filter(kind="applications.on_hold").count() == 1
    up(outage, head, TUESDAY + 2 * HOUR)
    assert not Message.objects.filter(kind="applications.hold_over").exists()
    with clock.frozen(TUESDAY + 3 * HOUR):
        second = declare_outage(
            system="tte", slots=["process"], started_at=clock.now(), by=head, tells_release=True
        )
        mind_outages()
    up(second, head, TUESDAY + 4 * HOUR)
    assert Message.objects.filter(kind="applications.hold_over").count() == 1


def test_a_case_approved_while_siak_is_down_is_held_from_its_approval_on(
    made: Officer, head: Officer
) -> None:
    outage = down(head, TUESDAY)
    case = approved(made, TUESDAY + HOUR)
    due = case.service_due
    with clock.frozen(TUESDAY + HOUR + timedelta(minutes=1)):
        mind_outages()
    assert fresh(case).held_at == TUESDAY + HOUR
    up(outage, head, TUESDAY + 2 * HOUR)
    assert due is not None
    assert fresh(case).service_due == due + HOUR


def test_an_outage_declared_late_counts_from_when_it_began(made: Officer, head: Officer) -> None:
    case = approved(made)
    due = case.service_due
    outage = down(head, TUESDAY + 2 * HOUR, since=TUESDAY + HOUR)
    up(outage, head, TUESDAY + 3 * HOUR)
    assert due is not None
    assert fresh(case).service_due == due + 2 * HOUR


def test_two_outages_at_once_count_once(made: Officer, head: Officer) -> None:
    """SIAK 09–11, TTE 10–12: three hours, not four."""
    case = approved(made)
    due = case.service_due
    siak = down(head, TUESDAY + HOUR)
    tte = down(head, TUESDAY + 2 * HOUR, "tte")
    up(siak, head, TUESDAY + 3 * HOUR)
    assert fresh(case).due_at is None
    up(tte, head, TUESDAY + timedelta(hours=3, minutes=30))
    assert due is not None
    assert fresh(case).service_due == due + timedelta(hours=2, minutes=30)


def test_returned_while_held_counts_once(made: Officer, head: Officer) -> None:
    """Held 09–, returned 10–, SIAK back at 11, mended 12: three hours of pause, one stretch."""
    case = approved(made)
    with clock.frozen(TUESDAY):
        lifecycle.move(case, "take_into_process", by=made.actor, slot=Slot.PROCESS)
    due = case.service_due
    outage = down(head, TUESDAY + HOUR)
    with clock.frozen(TUESDAY + 2 * HOUR):
        case = fresh(case)
        return_for_correction(case, by=made, complaints=FAULT)
    up(outage, head, TUESDAY + 3 * HOUR)
    assert fresh(case).due_at is None, "it waits for its resident"
    with clock.frozen(TUESDAY + 3 * HOUR + timedelta(minutes=30)):
        mended(case)
    assert due is not None
    assert fresh(case).service_due == due + timedelta(hours=2, minutes=30)


def test_the_first_decision_waits_too_when_checking_is_held(made: Officer, head: Officer) -> None:
    with clock.frozen(TUESDAY):
        case = sent()
    due = case.first_decision_due
    outage = down(head, TUESDAY + HOUR, slots="verify process")
    assert fresh(case).due_at is None
    up(outage, head, TUESDAY + 2 * HOUR)
    assert due is not None
    assert fresh(case).due_at == fresh(case).first_decision_due == due + HOUR


def test_who_saw_the_case_before_it_was_held_is_told(made: Officer, head: Officer) -> None:
    case = approved(made)
    seen = fresh(case)
    down(head, TUESDAY + HOUR)
    with pytest.raises(Overtaken):
        lifecycle.move(seen, "take_into_process", by=made.actor, slot=Slot.PROCESS)


def test_only_heads_and_administrators_declare_an_outage(made: Officer) -> None:
    with pytest.raises(NotAllowed):
        declare_outage(system="siak", slots=["process"], started_at=clock.now(), by=made)


def test_a_declaration_that_cannot_be_is_refused_in_a_sentence(head: Officer) -> None:
    now = clock.now()
    for system, slots, started in (
        ("fax", ["process"], now),
        ("siak", [], now),
        ("siak", ["hand_over"], now),
        ("siak", ["process"], now + HOUR),
        ("siak", ["process"], now - timedelta(days=8)),
    ):
        with pytest.raises(OutageRefused):
            declare_outage(system=system, slots=slots, started_at=started, by=head)
    declare_outage(system="siak", slots=["process"], started_at=now, by=head)
    with pytest.raises(OutageRefused):
        declare_outage(system="siak", slots=["process"], started_at=now, by=head)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_in_whatever_order_only_working_time_that_ran_counts(
    made: Officer, head: Officer, seed: int
) -> None:
    """Random outages of both systems and a return; the target moves by exactly the paused working time."""
    dice = random.Random(seed)
    case = approved(made)
    with clock.frozen(TUESDAY):
        lifecycle.move(case, "take_into_process", by=made.actor, slot=Slot.PROCESS)
    calendar = Tenant.objects.get(pk=case.tenant_id).calendar()
    left = calendar.worked(TUESDAY, fresh(case).service_due or TUESDAY)
    at, standing = TUESDAY, dict[str, Outage]()
    deeds = [*dice.choices(["siak", "tte"], k=7), "return"]
    dice.shuffle(deeds)
    for deed in deeds:
        before, at = at, at + timedelta(minutes=dice.randint(1, 120), seconds=dice.randint(0, 59))
        if not standing and fresh(case).state != "returned":
            left = later(calendar, left, before, at)
        happen(deed, case, standing, by=(made, head), at=at)
    for outage in standing.values():
        up(outage, head, at)
    with clock.frozen(at):
        mended(case)
    due = fresh(case).service_due or at
    assert calendar.worked(at, due) - calendar.worked(due, at) == left


def later(calendar: WorkingCalendar, left: timedelta, before: datetime, at: datetime) -> timedelta:
    return left - calendar.worked(before, at)


def happen(
    deed: str, case: Application, standing: dict[str, Outage], *, by: tuple[Officer, Officer], at: datetime
) -> None:
    made, head = by
    if deed == "return":
        with clock.frozen(at):
            return_for_correction(fresh(case), by=made, complaints=FAULT)
    elif deed in standing:
        up(standing.pop(deed), head, at)
    else:
        standing[deed] = down(head, at, deed)


@pytest.mark.parametrize("seed", range(200))
def test_a_pause_leaves_what_was_left_and_lateness_what_it_was(seed: int) -> None:
    """Property over the three zones, random holidays and moments: due_after_pause keeps the working time left."""
    dice = random.Random(seed)
    zone = dice.choice(ZONES)
    start = datetime(2026, 1, 1, tzinfo=zone) + timedelta(minutes=dice.randint(0, 300 * 1440))
    holidays = frozenset(start.date() + timedelta(days=dice.randint(-5, 40)) for _ in range(6))
    calendar = WorkingCalendar(zone, STANDARD_HOURS, holidays)
    due = calendar.add(start, dice.randint(1, 10), "working_day")
    paused = start + timedelta(seconds=dice.randint(0, 20 * 86400))
    resumed = paused + timedelta(seconds=dice.randint(1, 20 * 86400))
    moved = rules.due_after_pause(calendar, due, paused_at=paused, resumed_at=resumed)
    if due > paused:
        assert calendar.worked(resumed, moved) == calendar.worked(paused, due)
    else:
        assert calendar.worked(moved, resumed) == calendar.worked(due, paused)


@pytest.mark.parametrize("seed", range(100))
def test_forth_and_back_in_working_time_is_where_one_began(seed: int) -> None:
    dice = random.Random(seed)
    calendar = WorkingCalendar(
        dice.choice(ZONES), STANDARD_HOURS, frozenset({date(2026, 3, 20), date(2026, 3, 23)})
    )
    at = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=dice.randint(0, 40 * 86400))
    span = timedelta(seconds=dice.randint(1, 200 * 3600))
    assert calendar.worked(at, calendar.after(at, span)) == span
    assert calendar.worked(calendar.before(at, span), at) == span
    first, last = at.date(), at.date() + timedelta(days=dice.randint(0, 60))
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    assert calendar.working_days_between(first, last) == sum(calendar.is_working_day(day) for day in days)


@pytest.mark.parametrize(
    ("now", "due", "said"),
    [
        ((24, 8, 0), (24, 11, 0), (False, 0, 3, 0)),
        ((24, 15, 30), (25, 8, 0), (False, 0, 1, 0)),
        ((24, 8, 0), (25, 9, 0), (False, 1, 8, 30)),
        ((24, 8, 0), (23, 8, 0), (True, 1, 7, 30)),
        ((30, 8, 0), (24, 8, 0), (True, 4, 0, 0)),
    ],
)
def test_time_left_is_working_time(
    now: tuple[int, int, int], due: tuple[int, int, int], said: tuple[bool, int, int, int]
) -> None:
    zone = ZONES[1]
    calendar = WorkingCalendar(zone, STANDARD_HOURS)
    moments = [
        datetime.combine(date(2026, 11, day), time(hour, minute), zone) for day, hour, minute in (due, now)
    ]
    left = rules.time_left(calendar, *moments)
    assert (left.is_late, left.days, left.hours, left.minutes) == said
