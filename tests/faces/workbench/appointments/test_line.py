"""Today's appointments at the desk: arrived, called, served, missed with one press; walk-ins in the same line (O10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loket.applications import states as case_states
from loket.applications.actions.approve import approve
from loket.applications.actions.claim import claim
from loket.applications.models import Application
from loket.appointments import states
from loket.appointments.actions.book import book
from loket.appointments.actions.end_days import end_days
from loket.appointments.models import Booking, Schedule
from loket.appointments.persons import Person, person_of_case
from loket.foundation.kernel import clock
from loket.notifications.models import Message
from loket.tenants.models import Office, PrintZone, Tenant
from loket.tenants.queries import main_office
from tests.applications.cases import RECORDING, as_officer, make_membership, make_resident, sent
from tests.appointments.counters import DAY, TUESDAY, awaiting_choice, make_schedule, someone
from tests.faces.workbench.desk import at_desk

EIGHT = TUESDAY + DAY
PAGE = "/petugas/jadwal/"


@pytest.fixture(autouse=True)
def _wednesday(in_buleleng: Tenant) -> Iterator[None]:
    """Wednesday 25 November, 08.30 in Makassar; people booked on Tuesday."""
    with clock.frozen(EIGHT + timedelta(minutes=30)):
        yield


@pytest.fixture
def counter() -> Schedule:
    return make_schedule(lead_hours=0)


@pytest.fixture
def wayan() -> Client:
    """Records biometrics, at the dinas itself."""
    return at_desk(make_membership("petugas_perekaman"))


def booked(counter: Schedule, minutes: int, person: Person | None = None, about: str = "") -> Booking:
    with clock.frozen(TUESDAY):
        return book(counter, EIGHT + timedelta(minutes=minutes), person=person or someone(), about=about)


def press(client: Client, booking: Booking, deed: str, version: int | None = None) -> HttpResponse:
    fresh = Booking.objects.get(pk=booking.pk)
    given = {"versi": fresh.version if version is None else version}
    return client.post(f"{PAGE}{booking.public_id}/{deed}/", given)  # type: ignore[return-value]


def words(answer: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def state(booking: Booking) -> str:
    return Booking.objects.get(pk=booking.pk).state


def test_o10_from_arrival_to_served_with_one_press_each(wayan: Client, counter: Schedule) -> None:
    """The whole day on one page; keys beside their buttons; a line number on arrival."""
    first, second = booked(counter, 40, someone("PUTU AYU")), booked(counter, 60, someone("MADE ARI"))
    page = wayan.get(PAGE)
    assert words(page).index("PUTU AYU") < words(page).index("MADE ARI")
    assert 'data-tombol="d1"' in page.content.decode()
    assert press(wayan, first, "datang").status_code == 302
    assert "1 · PUTU AYU" in words(wayan.get(PAGE))
    assert wayan.post(f"{PAGE}panggil/").status_code == 302
    assert re.search(r"Di loket 1 PUTU AYU", words(wayan.get(PAGE)))
    assert press(wayan, first, "selesai").status_code == 302
    assert (state(first), state(second)) == (states.SERVED, states.BOOKED)
    assert "1 sudah dilayani" in words(wayan.get(PAGE))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "besok", "2026-13-01", "9" * 300])
def test_a_day_that_is_none_or_out_of_all_bounds_is_today(wayan: Client, counter: Schedule, day: str) -> None:
    assert "Jadwal hari ini" in words(wayan.get(f"{PAGE}?hari={day}"))
    assert wayan.get(f"{PAGE}pesan/?hari={day}").status_code == 200
    assert wayan.post(f"{PAGE}pesan/", {"nama": "Komang Sri", "jam": f"{day}T00:00"}).status_code == 422


def test_the_ticket_is_scanned_or_typed_in_any_way(wayan: Client, counter: Schedule) -> None:
    booking = booked(counter, 40)
    assert wayan.post(f"{PAGE}tiket/", {"tiket": booking.ticket.replace("-", " ").lower()}).status_code == 302
    assert state(booking) == states.ARRIVED
    for wrong in ("", "J-000000", "x" * 500, "J-" + "9" * 6):
        answer = wayan.post(f"{PAGE}tiket/", {"tiket": wrong})
        assert answer.status_code == 422
        assert "Tidak ada tiket dengan nomor itu" in words(answer)


def test_appointments_and_walk_ins_stand_in_one_line(wayan: Client, counter: Schedule) -> None:
    """S1-26, features row "check-in joins the same queue": nobody is overtaken by being punctual."""
    early = booked(counter, 60, someone("PUTU AYU"))  # 09.00, comes at 08.30
    press(wayan, early, "datang")
    with clock.frozen(EIGHT + timedelta(minutes=35)):
        added = wayan.post(
            f"{PAGE}tanpa-janji/",
            {"loket": str(counter.public_id), "nama": "Komang Sri", "nik": "", "no_wa": ""},
        )
        assert added.status_code == 302
    walk_in = Booking.objects.get(is_walk_in=True)
    assert (walk_in.name, walk_in.line_number, walk_in.place) == ("KOMANG SRI", 2, 1)
    wayan.post(f"{PAGE}panggil/")
    assert Booking.objects.get(pk=walk_in.pk).called_at is not None, "09.00 is still ahead"
    assert Booking.objects.get(pk=early.pk).called_at is None


def test_walk_ins_count_against_the_capacity_where_the_office_says_so(wayan: Client) -> None:
    counter = make_schedule(lead_hours=0, opens=EIGHT_LOCAL, closes=NINE_LOCAL, minutes=60, capacity=1)
    given = {"loket": str(counter.public_id), "nama": "Komang Sri", "nik": "", "no_wa": ""}
    assert wayan.post(f"{PAGE}tanpa-janji/", given).status_code == 302
    full = wayan.post(f"{PAGE}tanpa-janji/", given)
    assert full.status_code == 422
    assert "Tempat hari ini sudah habis." in words(full)
    assert 'value="Komang Sri"' in full.content.decode().replace("KOMANG SRI", "Komang Sri")
    make_schedule(
        lead_hours=0, opens=EIGHT_LOCAL, closes=NINE_LOCAL, minutes=60, capacity=1, counts_walk_ins=False
    )
    assert wayan.post(f"{PAGE}tanpa-janji/", given).status_code == 302


EIGHT_LOCAL, NINE_LOCAL = (
    (EIGHT + timedelta(hours=8)).time(),
    (EIGHT + timedelta(hours=9)).time(),
)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"nama": ""}, "Isi namanya."),
        ({"nik": "123"}, "NIK"),
        ({"no_wa": "abc"}, "Nomor"),
        ({"loket": "x"}, "Pilih keperluannya."),
    ],
)
def test_bad_input_of_a_walk_in_is_a_sentence_beside_its_field(
    wayan: Client, counter: Schedule, typed: dict[str, str], sentence: str
) -> None:
    given = {"loket": str(counter.public_id), "nama": "Komang Sri", "nik": "", "no_wa": "", **typed}
    answer = wayan.post(f"{PAGE}tanpa-janji/", given)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Booking.objects.exists()


def test_s2_12_served_at_the_desk_takes_the_case_on(wayan: Client, counter: Schedule) -> None:
    """One press for both; and the case's own button closes the appointment (one way, two doors)."""
    cases = [awaiting_choice() for _n in range(2)]
    bookings = [
        booked(counter, 40 + 20 * n, person_of_case(case), case.reference) for n, case in enumerate(cases)
    ]
    press(wayan, bookings[0], "datang")
    assert press(wayan, bookings[0], "selesai").status_code == 302
    second = Application.objects.get(pk=cases[1].pk)
    answer = wayan.post(f"/petugas/permohonan/{second.reference}/kunjungan/", {"versi": second.version})
    assert answer.status_code == 302
    for case, booking in zip(cases, bookings, strict=True):
        assert Application.objects.get(pk=case.pk).state == case_states.IN_PROCESS
        assert state(booking) == states.SERVED


def test_who_may_not_record_the_visit_cannot_close_it_by_the_line(counter: Schedule) -> None:
    """Role wall: the front desk greets, the recording officer records; refused means nothing happened."""
    case = awaiting_choice()
    booking = booked(counter, 40, person_of_case(case), case.reference)
    front = at_desk(make_membership("petugas_loket"))
    press(front, booking, "datang")
    refused = press(front, booking, "selesai")
    assert refused.status_code == 403
    assert "bukan tugas peran Anda" in words(refused)
    assert state(booking) == states.ARRIVED
    assert Application.objects.get(pk=case.pk).state == case_states.AWAITING_VISIT


def test_a_missed_visit_is_told_and_the_case_waits_for_another_hour(wayan: Client, counter: Schedule) -> None:
    case = awaiting_choice(applicant=make_resident())
    booking = booked(counter, 0, person_of_case(case), case.reference)
    page = wayan.get(PAGE).content.decode()
    assert "Lewat" in page
    assert 'data-tombol="x1"' in page
    press(wayan, booking, "tidak-datang")
    assert "Pilih jadwal lagi" in Message.objects.get(kind="appointments.missed").text
    assert Application.objects.get(pk=case.pk).state == case_states.AWAITING_VISIT
    book(counter, EIGHT + DAY, person=person_of_case(case), about=case.reference)


def test_a_wrong_press_is_taken_back_and_a_stale_one_refused(wayan: Client, counter: Schedule) -> None:
    booking = booked(counter, 40)
    press(wayan, booking, "datang")
    stale = press(wayan, booking, "tidak-datang", version=0)
    assert (stale.status_code, state(booking)) == (409, states.ARRIVED)
    press(wayan, booking, "salah-tekan")
    assert (state(booking), Booking.objects.get(pk=booking.pk).line_number) == (states.BOOKED, None)


def test_the_night_closes_what_was_left_open(counter: Schedule) -> None:
    expected, waiting = booked(counter, 40), booked(counter, 60)
    press(at_desk(make_membership("petugas_perekaman")), waiting, "datang")
    assert end_days() == 0
    with clock.frozen(EIGHT + DAY):
        assert end_days() == 2
    assert (state(expected), state(waiting)) == (states.MISSED, states.CANCELLED)


def test_each_role_sees_its_own_line_and_each_zone_its_own_office(counter: Schedule) -> None:
    """Role wall and office wall; what is not mine does not exist."""
    booking = booked(counter, 40, someone("PUTU AYU"))
    complaints = at_desk(make_membership("petugas_pengaduan"))
    assert "PUTU AYU" not in words(complaints.get(PAGE))
    assert press(complaints, booking, "datang").status_code == 404
    assert complaints.post(f"{PAGE}tiket/", {"tiket": booking.ticket}).status_code == 422
    far = Office.objects.exclude(pk=main_office().pk).first()
    assert far is not None
    bound = make_membership("petugas_perekaman")
    bound.zone, bound.office = PrintZone.objects.first(), far
    bound.save()
    elsewhere = at_desk(bound)
    assert "PUTU AYU" not in words(elsewhere.get(PAGE))
    assert elsewhere.get(f"{PAGE}?kantor={main_office().slug}").status_code == 404
    assert press(elsewhere, booking, "datang").status_code == 404
    verifier = at_desk(make_membership("verifikator_user"))
    assert verifier.get(PAGE).status_code == 403
    assert state(booking) == states.BOOKED


def test_an_officer_gives_an_hour_to_a_person_and_moves_it(wayan: Client, counter: Schedule) -> None:
    page = f"{PAGE}pesan/"
    assert "08.00" in words(wayan.get(f"{page}?hari=2026-11-26"))
    hour = {"tempat": str(counter.public_id), "jam": "2026-11-26T08:00"}
    given = {**hour, "nama": "Komang Sri", "nik": "", "no_wa": ""}
    assert wayan.post(page, {**given, "jam": ""}).status_code == 422
    assert wayan.post(page, given).status_code == 302
    booking = Booking.objects.get(name="KOMANG SRI")
    path = f"{PAGE}{booking.public_id}/pindah/"
    assert wayan.get(path).status_code == 200
    assert wayan.post(path, {"jam": "2026-11-26T08:20", "sebab": "Alat rusak."}).status_code == 302
    assert "Batalkan jadwal ini" in words(wayan.get(path))
    moved = Booking.objects.get(pk=booking.pk)
    assert (moved.starts_at, moved.reason) == (EIGHT + DAY + timedelta(minutes=20), "Alat rusak.")
    assert press(wayan, moved, "batal").status_code == 302
    assert (state(moved), Message.objects.filter(kind="appointments.cancelled").count()) == (
        states.CANCELLED,
        0,
    ), "he gave no number to write to"


def test_the_verifier_lets_the_person_choose_or_gives_the_hour_himself(counter: Schedule) -> None:
    """S2-12, S4-23: where slots are given nobody types an hour past them; one message either way."""
    made = make_membership("verifikator_layanan")
    desk = at_desk(made)
    approved = []
    for _n in range(2):
        case = sent(RECORDING)
        claim(case, by=as_officer(made))
        approve(case, by=as_officer(made))
        approved.append(case)
    page = words(desk.get(f"/petugas/permohonan/{approved[0].reference}/undang/"))
    assert "Pemohon memilih hari dan jamnya sendiri" in page
    answer = desk.post(
        f"/petugas/permohonan/{approved[0].reference}/undang/", {"versi": approved[0].version, "bawa": "KK"}
    )
    assert answer.status_code == 302
    fresh = Application.objects.get(pk=approved[0].pk)
    assert (fresh.state, fresh.visit_at) == (case_states.AWAITING_VISIT, None)
    page_of_slots = f"{PAGE}pesan/{approved[1].reference}/"
    assert desk.get(page_of_slots).status_code == 200
    assert desk.post(page_of_slots, {"jam": "2026-11-26T08:00", "bawa": "KK"}).status_code == 302
    fresh = Application.objects.get(pk=approved[1].pk)
    assert (fresh.state, fresh.visit_at) == (case_states.AWAITING_VISIT, EIGHT + DAY)
    told = Message.objects.filter(kind="applications.awaiting_visit").latest("pk").text
    assert "Kamis 26 November pukul 08.00" in told
    assert not Message.objects.filter(kind="appointments.booked").exists(), "one message, not two"


def test_the_page_costs_the_same_for_one_person_and_for_many(wayan: Client, counter: Schedule) -> None:
    booked(counter, 40)
    wayan.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        wayan.get(PAGE)
    for minutes in (40, 60, 60, 80):
        booked(counter, minutes)
    with CaptureQueriesContext(connection) as many:
        wayan.get(PAGE)
    assert len(many) == len(few) <= 30
