"""Booking, moving and cancelling a place; the case's hour, its reminder and its end go with it (S4-23, S2-12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from loket.applications import states as case_states
from loket.applications.actions.approve import approve
from loket.applications.actions.claim import claim
from loket.applications.actions.invite import invite
from loket.applications.actions.remind import remind as remind_cases
from loket.applications.actions.withdraw import withdraw
from loket.applications.models import Application
from loket.appointments import labels, states
from loket.appointments.actions.ask_to_come import ask_to_come
from loket.appointments.actions.book import AlreadyBooked, NotExpected, SlotClosed, SlotFull, TooYoung, book
from loket.appointments.actions.cancel import cancel
from loket.appointments.actions.close_hours import close_hours
from loket.appointments.actions.forget import forget
from loket.appointments.actions.keep_schedule import ScheduleRefused
from loket.appointments.actions.move import move
from loket.appointments.actions.move_stranded import move_stranded
from loket.appointments.actions.release import release
from loket.appointments.actions.remind import remind
from loket.appointments.models import Booking
from loket.appointments.persons import person_of_case, person_of_resident
from loket.appointments.queries import days_of, next_free, open_booking_about, stranded
from loket.appointments.rules import Shut
from loket.audit.actor import Actor, acting
from loket.audit.models import Entry
from loket.foundation.kernel import clock
from loket.notifications.models import Message
from loket.tenants.models import Holiday, Office, Tenant
from loket.tenants.models.tenant import forget_calendars
from loket.tenants.queries import main_office
from tests.applications.cases import RECORDING, make_officer, make_resident, sent

from .counters import DAY, TUESDAY, awaiting_choice, make_schedule, someone

pytestmark = pytest.mark.usefixtures("in_buleleng", "tuesday")
PERSON = Actor("resident", "a-person")
#: Wednesday 08.00 and 08.20 in Makassar.
EIGHT = TUESDAY + DAY
TWENTY_PAST = EIGHT + timedelta(minutes=20)


@pytest.fixture
def tuesday() -> Iterator[None]:
    """Everybody acts on Tuesday morning, as a person unless told otherwise."""
    with clock.frozen(TUESDAY), acting(PERSON):
        yield


def kinds_sent() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


def test_s4_23_a_slot_takes_as_many_as_it_has_places_and_not_one_more() -> None:
    """The next person reads one plain sentence with the next free slot, and is given that one."""
    schedule = make_schedule()
    held = [book(schedule, EIGHT, person=someone()) for _n in range(2)]
    assert sorted(one.place or 0 for one in held) == [1, 2]
    with pytest.raises(SlotFull) as refused:
        book(schedule, EIGHT, person=someone())
    assert str(refused.value) == (
        "Jadwal Rabu 25 November pukul 08.00 sudah penuh. "
        "Jadwal kosong terdekat: Rabu 25 November pukul 08.20."
    )
    assert EIGHT not in refused.value.nearest
    assert refused.value.field == "jam"
    assert book(schedule, refused.value.nearest[0], person=someone()).state == states.BOOKED
    assert Booking.objects.filter(starts_at=EIGHT).count() == 2


def test_a_booking_says_where_when_and_what_to_bring_and_is_on_record() -> None:
    booking = book(make_schedule(), EIGHT, person=someone(), bring="KK")
    told = Message.objects.get(kind="appointments.booked")
    for word in ("Rabu 25 November pukul 08.00", "ruang rekam 1", booking.ticket, "KK"):
        assert word in told.text
    entry = Entry.objects.get(action="appointments.book")
    assert (entry.obj_ref, entry.detail["kind"]) == (booking.ticket, labels.RECORDING)


def test_fair_quota_one_open_appointment_per_nik_and_kind() -> None:
    """Features, fair quota: one per NIK; another kind of visit is another matter, and a cancelled one no bar."""
    schedule, person = make_schedule(), someone()
    first = book(schedule, EIGHT, person=person)
    with pytest.raises(AlreadyBooked, match="Rabu 25 November"):
        book(schedule, TWENTY_PAST, person=person)
    book(make_schedule(labels.COMPLAINT), EIGHT, person=person)
    cancel(first)
    assert book(schedule, TWENTY_PAST, person=person).is_booked


def test_cancelling_frees_the_place_at_once_and_says_so() -> None:
    schedule = make_schedule(capacity=1)
    first = book(schedule, EIGHT, person=someone())
    with pytest.raises(SlotFull):
        book(schedule, EIGHT, person=someone())
    cancel(first)
    assert (first.state, first.place) == (states.CANCELLED, None)
    assert book(schedule, EIGHT, person=someone()).place == 1
    assert kinds_sent() == ["appointments.booked", "appointments.cancelled", "appointments.booked"]


def test_moving_takes_the_new_place_before_it_gives_the_old_one_back() -> None:
    schedule = make_schedule(capacity=1)
    mine, _other = book(schedule, EIGHT, person=someone()), book(schedule, TWENTY_PAST, person=someone())
    with pytest.raises(SlotFull):
        move(mine, schedule, TWENTY_PAST)
    assert Booking.objects.get(pk=mine.pk).starts_at == EIGHT, "a move that fails loses nothing"
    move(mine, schedule, TWENTY_PAST + timedelta(minutes=20))
    assert "pukul 08.40" in Message.objects.get(kind="appointments.moved").text
    assert book(schedule, EIGHT, person=someone()).place == 1


@pytest.mark.parametrize(
    "at",
    [
        TUESDAY + timedelta(hours=1),  # inside the lead time
        EIGHT + timedelta(minutes=7),  # no slot begins then
        EIGHT + 2 * DAY,  # Friday: not a day of this counter
        EIGHT - 2 * DAY,  # over
        EIGHT + 56 * DAY,  # beyond the horizon
    ],
)
def test_an_hour_that_is_not_offered_is_refused_with_the_nearest_that_is(at: datetime) -> None:
    schedule = make_schedule()
    with pytest.raises(SlotClosed, match="Jadwal kosong terdekat"):
        book(schedule, at, person=someone())


def test_an_officer_may_book_inside_the_lead_time() -> None:
    schedule, made = make_schedule(), make_officer("petugas_loket")
    booking = book(schedule, TUESDAY + timedelta(minutes=20), person=someone(), by=made.actor)
    assert booking.is_booked


def test_holidays_and_cuti_bersama_offer_nothing() -> None:
    schedule = make_schedule()
    before = {day.day for day in days_of(schedule)}
    Holiday.objects.create(day=EIGHT.date(), name="Hari jadi", kind=Holiday.Kind.LOCAL)
    forget_calendars()
    assert before - {day.day for day in days_of(schedule)} == {EIGHT.date()}


def test_nobody_under_sixteen_is_booked_for_recording() -> None:
    """Domain: age 16 may record. Born 25 November 2010: not on the 24th of a later month, but on the birthday."""
    schedule = make_schedule(lead_hours=0)
    child = someone(born="251110")
    with pytest.raises(TooYoung, match="ke-16"):
        book(schedule, TUESDAY + timedelta(minutes=20), person=child)
    assert book(schedule, EIGHT, person=child).is_booked


def test_s2_12_the_case_that_waits_for_a_recording_is_given_its_hour() -> None:
    """One concept: the case's visit is the booking; its own reminder leaves the working day before, and no twin."""
    schedule, case = make_schedule(), awaiting_choice()
    assert "pilih hari dan jamnya" in Message.objects.get(kind="applications.awaiting_visit").text
    booking = book(schedule, EIGHT + DAY, person=person_of_case(case), about=case.reference, bring="KK")
    assert Application.objects.get(pk=case.pk).visit_at == EIGHT + DAY
    with clock.frozen(EIGHT + timedelta(hours=1)):
        assert (remind_cases(), remind()) == (1, 0)
        assert "Kamis 26 November pukul 08.00" in Message.objects.get(kind="applications.visit_soon").text
    move(Booking.objects.get(pk=booking.pk), schedule, EIGHT + 6 * DAY)
    assert Application.objects.get(pk=case.pk).visit_at == EIGHT + 6 * DAY
    with clock.frozen(EIGHT + 5 * DAY + timedelta(hours=1)):
        assert remind_cases() == 1, "a new hour is a new reminder"
    cancel(Booking.objects.get(pk=booking.pk))
    fresh = Application.objects.get(pk=case.pk)
    assert (fresh.state, fresh.visit_at) == (case_states.AWAITING_VISIT, None)


def test_somebody_without_a_case_is_reminded_once_the_working_day_before() -> None:
    book(make_schedule(labels.COMPLAINT), EIGHT + 5 * DAY, person=someone(), about="")
    hours = [TUESDAY + timedelta(hours=hour) for hour in range(1, 6 * 24, 3)]
    told = []
    for at in hours:
        with clock.frozen(at):
            told += [at] * remind()
    assert [at.date() for at in told] == [datetime(2026, 11, 27, tzinfo=UTC).date()]
    assert "Senin 30 November pukul 08.00" in Message.objects.get(kind="appointments.soon").text


def test_a_case_that_does_not_wait_gets_no_place() -> None:
    case = sent(RECORDING)
    with pytest.raises(NotExpected):
        book(make_schedule(), EIGHT, person=person_of_case(case), about=case.reference)


def test_a_withdrawn_case_gives_its_place_back() -> None:
    """Calls go down: the appointments ask whether the case still waits."""
    schedule, case = make_schedule(capacity=1), awaiting_choice()
    book(schedule, EIGHT, person=person_of_case(case), about=case.reference)
    withdraw(Application.objects.get(pk=case.pk), by=Actor("resident", str(case.applicant.account.public_id)))
    assert release() == 1
    assert open_booking_about(case.reference) is None
    assert book(schedule, EIGHT, person=someone()).place == 1
    assert "appointments.cancelled" not in kinds_sent(), "the case has said it"


def test_an_hour_that_an_officer_names_is_an_appointment_too() -> None:
    """Where no slots are given the old way goes on, and ends in the same list of the day."""
    made = make_officer("verifikator_layanan")
    case = sent(RECORDING)
    claim(case, by=made)
    approve(case, by=made)
    booking = ask_to_come(case, by=made, office=main_office(), at=EIGHT, bring="KK")
    assert (booking.schedule, booking.place, booking.starts_at) == (None, None, EIGHT)
    assert Application.objects.get(pk=case.pk).visit_at == EIGHT


def test_who_is_booked_in_closed_hours_is_moved_and_told_with_one_press() -> None:
    """Experience A8: closures, move booked people; in the order of their hours, with the reason."""
    schedule, account = make_schedule(), make_resident()
    first = book(schedule, EIGHT, person=someone())
    second = book(schedule, TWENTY_PAST, person=person_of_resident(account))
    later = book(schedule, EIGHT + timedelta(hours=1), person=someone())
    with acting(Actor("officer", "rai", "Ibu Rai")):
        close_hours(schedule, Shut(EIGHT.date(), EIGHT_LOCAL[0], EIGHT_LOCAL[1]), reason="Alat rekam rusak")
        assert stranded(schedule) == [first, second]
        assert EIGHT not in next_free(schedule, most=50)
        done = move_stranded(schedule)
    assert (done.moved, done.cancelled) == (2, 0)
    assert stranded(schedule) == []
    fresh = {one.pk: one for one in Booking.objects.all()}
    assert fresh[later.pk].starts_at == later.starts_at, "nobody else is touched"
    assert fresh[first.pk].starts_at <= fresh[second.pk].starts_at
    assert fresh[first.pk].starts_at > EIGHT
    for told in Message.objects.filter(kind="appointments.moved"):
        assert "Alat rekam rusak." in told.text


EIGHT_LOCAL = (
    datetime(2026, 11, 25, 8, 0, tzinfo=UTC).time(),
    datetime(2026, 11, 25, 8, 30, tzinfo=UTC).time(),
)


def test_whoever_finds_no_place_is_told_to_choose_again(in_buleleng: Tenant) -> None:
    schedule = make_schedule(capacity=1, horizon_days=1)
    lost = book(schedule, EIGHT, person=someone())
    close_hours(schedule, Shut(TUESDAY.date()), reason="Rapat")
    close_hours(schedule, Shut(EIGHT.date()), reason="Alat rusak")
    done = move_stranded(schedule)
    assert (done.moved, done.cancelled) == (0, 1)
    assert Booking.objects.get(pk=lost.pk).state == states.CANCELLED
    assert "Alat rusak." in Message.objects.get(kind="appointments.cancelled").text


def test_who_came_long_ago_is_forgotten_and_the_figures_stay() -> None:
    """Privacy: ninety days after its day an appointment names nobody; open ones and younger ones are left alone."""
    schedule = make_schedule()
    ended = cancel(book(schedule, EIGHT, person=someone("PUTU AYU")))
    with clock.frozen(EIGHT + 89 * DAY):
        assert forget() == 0
    with clock.frozen(EIGHT + 92 * DAY):
        assert (forget(), forget()) == (1, 0)
    kept = Booking.objects.get(pk=ended.pk)
    assert (kept.name, str(kept.phone or ""), kept.person_hash, kept.resident) == ("", "", None, None)
    assert (kept.day, kept.kind, kept.state) == (EIGHT.date(), labels.RECORDING, states.CANCELLED)


def test_a_smaller_capacity_throws_nobody_out_and_gives_nothing_away_twice() -> None:
    schedule = make_schedule(capacity=3)
    held = [book(schedule, EIGHT, person=someone()) for _n in range(3)]
    schedule = make_schedule(capacity=2)
    cancel(held[0])
    with pytest.raises(SlotFull):
        book(schedule, EIGHT, person=someone())
    cancel(held[1])
    assert book(schedule, EIGHT, person=someone()).place == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"weekdays": ()}, "hari"),
        ({"minutes": 180}, "tutup"),
        ({"minutes": 3}, "menit"),
        ({"capacity": 0}, "orang"),
        ({"horizon_days": 400}, "terjauh"),
        ({"lead_hours": 900}, "terdekat"),
    ],
)
def test_a_week_that_makes_no_sense_is_refused_beside_its_field(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(ScheduleRefused) as refused:
        make_schedule(**changed)
    assert refused.value.field == field


def test_visits_named_before_there_were_appointments_are_taken_over() -> None:
    """Old data: the migration's own statement, run twice, makes one appointment at the office that was named."""
    made = make_officer("verifikator_layanan")
    case = sent(RECORDING)
    claim(case, by=made)
    approve(case, by=made)
    far = Office.objects.filter(is_main=False).first()
    assert far is not None
    invite(case, by=made, place=far.name, at=EIGHT, bring="KK")
    statement = import_module("loket.appointments.migrations.0002_take_over_visits").TAKE_OVER
    for _n in range(2):
        with connection.cursor() as cursor:
            cursor.execute(statement)
    booking = Booking.objects.get()
    assert (booking.about, booking.office_id, booking.starts_at) == (case.reference, far.pk, EIGHT)
    assert (booking.kind, booking.day, booking.place) == (labels.RECORDING, EIGHT.date(), None)
    assert len(booking.ticket) == 8
    assert cancel(booking).state == states.CANCELLED
