"""Working time by number (S2-5 … S2-9, X-7) and what waits for its resident: reminders, then the end (issue 4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from loket.applications import lifecycle, rules, states
from loket.applications.actions.approve import approve
from loket.applications.actions.claim import claim
from loket.applications.actions.escalate import escalate
from loket.applications.actions.expire import expire
from loket.applications.actions.invite import VisitTimeRefused, invite
from loket.applications.actions.remind import remind
from loket.applications.actions.return_for_correction import Complaint, return_for_correction
from loket.applications.models import Application
from loket.applications.policies import Officer
from loket.applications.queue_filter import QueueFilter
from loket.catalogue.models import Service
from loket.foundation.kernel import clock
from loket.foundation.kernel.working_time import STANDARD_HOURS, WorkingCalendar
from loket.notifications.models import Message
from loket.tenants.models import ClockRule, Holiday, Tenant
from loket.tenants.models.tenant import forget_calendars

from .cases import RECORDING, make_officer, sent, standing_in

#: Tuesday 24 November 2026, 10.00 WITA.
TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
FAULT = [Complaint("subjek_nama", "field", "unlike_papers")]


@pytest.fixture
def made(in_buleleng: Tenant) -> Officer:
    return make_officer("verifikator_layanan", "operator_ktp")


def told(kind: str) -> int:
    return Message.objects.filter(kind=f"applications.{kind}").count()


def state_of(case: Application) -> str:
    return str(Application.objects.get(pk=case.pk).state)


def reminded(at: datetime) -> int:
    with clock.frozen(at):
        return remind()


# -- when work begins (S2-2, S2-5, S2-8; the calendar of Perpres 21/2023) -----------------------------------


@pytest.mark.parametrize(("zone", "hour"), [("Asia/Jakarta", 7), ("Asia/Makassar", 8), ("Asia/Jayapura", 9)])
@pytest.mark.parametrize(
    ("sent_at", "begins"),
    [
        ("2026-11-24 01:00", "2026-11-24 07:30"),
        ("2026-11-24 10:00", "2026-11-24 10:00"),
        ("2026-11-27 20:00", "2026-11-30 07:30"),
        ("2026-11-28 09:00", "2026-11-30 07:30"),
        ("2026-11-27 12:00", "2026-11-27 13:00"),
        ("2026-12-23 17:00", "2026-12-28 07:30"),
    ],
    ids=["01.00 at night", "in hours", "Friday 20.00", "Saturday", "Friday prayer", "before cuti bersama"],
)
def test_work_begins_at_once_or_on_the_next_working_morning_of_the_offices_own_zone(
    zone: str, hour: int, sent_at: str, begins: str
) -> None:
    """S2-5: Friday 20.00 waits for Monday 07.30; 24 December is cuti bersama, 25 December a holiday."""
    local = ZoneInfo(zone)
    sent_there, begins_there = (
        datetime.fromisoformat(one).replace(tzinfo=local) for one in (sent_at, begins)
    )
    assert sent_there.utcoffset() == timedelta(hours=hour)
    calendar = WorkingCalendar(local, STANDARD_HOURS, frozenset({date(2026, 12, 24), date(2026, 12, 25)}))
    assert rules.processing_start(calendar, sent_there) == begins_there


def test_the_always_next_morning_rule_is_a_setting(in_buleleng: Tenant) -> None:
    """S2-8, X-7: inside hours counts from now, or from the next working morning where the office says so."""
    with clock.frozen(TUESDAY):
        assert sent().processing_starts_at == TUESDAY
    in_buleleng.clock_rule = ClockRule.NEXT_MORNING
    with clock.frozen(TUESDAY):
        begins = sent().processing_starts_at
    assert begins == datetime.combine(date(2026, 11, 25), time(7, 30), in_buleleng.zone)


def test_a_free_day_entered_by_the_office_moves_every_new_promise(in_buleleng: Tenant) -> None:
    """Galungan, a local free day in Bali: Wednesday's target becomes Thursday's."""
    Holiday.objects.create(day=date(2026, 11, 25), name="Libur daerah", kind=Holiday.Kind.LOCAL)
    forget_calendars()
    with clock.frozen(TUESDAY):
        assert sent().first_decision_due == TUESDAY + 2 * DAY
    forget_calendars()


def test_an_office_sets_its_own_targets_for_a_service(made: Officer) -> None:
    """Two working hours to the first decision, three working days to the end (issue 4: per service and step)."""
    with clock.frozen(TUESDAY):
        case = sent()
        Service.objects.filter(pk=case.service_id).update(verify_hours=2, target_value=3)
        second = sent()
    assert second.first_decision_due == TUESDAY + timedelta(hours=2)
    with clock.frozen(TUESDAY):
        claim(second, by=made)
        approve(second, by=made)
    assert second.service_due == TUESDAY + 3 * DAY


def test_a_case_at_the_counter_carries_its_own_hour(made: Officer) -> None:
    """S3-2: the one-hour service."""
    with clock.frozen(TUESDAY):
        case = sent()
        Application.objects.filter(pk=case.pk).update(counter_minutes=60)
        case.counter_minutes = 60
        claim(case, by=made)
        approve(case, by=made)
    assert case.due_at == TUESDAY + timedelta(hours=1)


# -- reminders and the end ----------------------------------------------------------------------------------


def returned(by: Officer) -> Application:
    with clock.frozen(TUESDAY):
        case = sent()
        claim(case, by=by)
        return_for_correction(case, by=by, complaints=FAULT)
    return case


def test_a_return_is_reminded_once_two_working_days_before_and_ends_after_its_deadline(made: Officer) -> None:
    """Deadline Tuesday 8 December: reminded on Friday 4th (Monday and Tuesday remain), closed on the 9th."""
    case = returned(made)
    at = {day: datetime(2026, 12, day, 2, 0, tzinfo=UTC) for day in range(1, 12)}
    assert [reminded(at[day]) for day in (1, 2, 3, 4, 5, 7, 8)] == [0, 0, 0, 1, 0, 0, 0]
    assert told("return_reminder") == 1
    with clock.frozen(at[8]):
        assert expire() == 0
    with clock.frozen(at[9]):
        assert [expire(), expire()] == [1, 0]
    assert state_of(case) == states.CANCELLED
    last = Message.objects.filter(kind="applications.cancelled").latest("pk")
    assert "Batas waktu perbaikan sudah lewat" in last.text


def test_the_office_decides_how_long_a_return_waits(made: Officer, in_buleleng: Tenant) -> None:
    in_buleleng.return_days = 5
    case = returned(made)
    assert case.return_deadline is not None
    assert case.return_deadline.astimezone(in_buleleng.zone).date() == date(2026, 11, 29)


def test_nobody_is_reminded_at_night_or_of_what_was_mended(made: Officer) -> None:
    case = returned(made)
    assert reminded(datetime(2026, 12, 3, 18, 0, tzinfo=UTC)) == 0
    case.defects.update(open=False)
    with clock.frozen(TUESDAY + DAY):
        lifecycle.move(case, "resubmit", by=made.actor, slot=states.Slot.APPLICANT)
    assert reminded(datetime(2026, 12, 4, 2, 0, tzinfo=UTC)) == 0


def invited(made: Officer, at: datetime) -> Application:
    with clock.frozen(TUESDAY):
        case = sent(RECORDING)
        claim(case, by=made)
        approve(case, by=made)
        invite(case, by=made, place="Kantor Dukcapil", at=at, bring="KK")
    return case


def test_a_visit_has_a_real_time_and_is_reminded_of_one_working_day_before_it(made: Officer) -> None:
    """Issue 4: Monday 30 November at 09.20; the reminder leaves on Friday, once, with day and time."""
    case = invited(made, TUESDAY + 6 * DAY - timedelta(minutes=40))
    assert "Senin 30 November pukul 09.20" in Message.objects.get(kind="applications.awaiting_visit").text
    hours = [TUESDAY + timedelta(hours=hour) for hour in range(1, 6 * 24, 3)]
    (at,) = [at for at in hours if reminded(at)]
    assert at.astimezone(ZoneInfo("Asia/Makassar")).date() == date(2026, 11, 27)
    assert "Senin 30 November pukul 09.20" in Message.objects.get(kind="applications.visit_soon").text
    assert case.visit_at is not None


@pytest.mark.parametrize("days", [-1, 5, 120])
def test_nobody_is_asked_to_come_when_the_day_is_over_the_office_closed_or_months_away(
    made: Officer, days: int
) -> None:
    with pytest.raises(VisitTimeRefused):
        invited(made, TUESDAY + days * DAY)


def test_a_missed_visit_is_reminded_after_a_week_and_a_week_before_the_end(made: Officer) -> None:
    """Counted from the day it was to take place, not from the invitation."""
    thursday = TUESDAY + 2 * DAY
    case = invited(made, thursday)
    assert rules.reminders_of(30) == (7, 23)
    sent_on = [day for day in range(1, 31) if reminded(thursday + day * DAY)]
    assert sent_on == [7, 25], "day 23 is a Saturday"
    with clock.frozen(TUESDAY + 31 * DAY):
        assert expire() == 0
    with clock.frozen(thursday + 31 * DAY):
        expire()
    assert state_of(case) == states.CANCELLED
    assert "belum datang" in Message.objects.filter(kind="applications.cancelled").latest("pk").text


def test_a_worker_that_was_away_sends_one_reminder_not_three(in_buleleng: Tenant) -> None:
    ready(TUESDAY)
    assert [reminded(TUESDAY + days * DAY) for days in (48, 49, 50)] == [1, 0, 0]


def ready(at: datetime) -> Application:
    with clock.frozen(at):
        case = standing_in(states.READY)
    Application.objects.filter(pk=case.pk).update(entered_at=at)
    return case


def test_documents_nobody_collects_are_reminded_and_kept_for_ever_unless_the_office_says_otherwise(
    in_buleleng: Tenant,
) -> None:
    """Domain: unclaimed documents need a reminder and a policy; without one they wait."""
    case = ready(TUESDAY)
    assert [day for day in range(1, 60) if reminded(TUESDAY + day * DAY)] == [7, 34], (
        "day 30 is Christmas Eve"
    )
    assert told("ready_reminder") == 2
    with clock.frozen(TUESDAY + 400 * DAY):
        expire()
        assert state_of(case) == states.READY
        in_buleleng.unclaimed_days = 180
        assert expire() == 1
    assert state_of(case) == states.CANCELLED


# -- escalation ---------------------------------------------------------------------------------------------


def test_a_late_case_is_flagged_once_and_in_the_heads_queue_until_it_moves(made: Officer) -> None:
    head = make_officer("kepala_dinas", name="Ibu Kepala")
    head = type(head)(
        **{**{f: getattr(head, f) for f in head.__slots__}, "oversees": frozenset({"operator_ktp"})}
    )
    late = QueueFilter(late=True)
    with clock.frozen(TUESDAY):
        case = sent()
        assert escalate() == 0
    with clock.frozen(TUESDAY + 2 * DAY):
        assert [escalate(), escalate()] == [1, 0]
        found = late.page(head, at=clock.now())
        assert [one.pk for one in found] == [case.pk]
        assert late.height(head, at=clock.now()).count == 1
        case.refresh_from_db()
        claim(case, by=made)
        approve(case, by=made)
        assert not late.page(head, at=clock.now())
    assert Application.objects.get(pk=case.pk).escalated_at is None
