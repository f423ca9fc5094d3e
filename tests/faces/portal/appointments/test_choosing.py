"""A resident chooses day and hour, keeps the ticket, changes and cancels: forms only, no script (R23, R24)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from loket.applications.models import Application
from loket.appointments import labels
from loket.appointments.actions.book import book
from loket.appointments.models import Booking, Schedule
from loket.appointments.persons import person_of_case
from loket.catalogue.models import Service
from loket.foundation.kernel import clock
from loket.tenants.models import Office, Tenant
from loket.tenants.scope import in_tenant
from tests.applications.apply import make_verified
from tests.appointments.counters import DAY, TUESDAY, awaiting_choice, make_schedule, someone
from tests.cast import BULELENG_HOST, SURAKARTA_HOST
from tests.catalogue.conftest import opened
from tests.faces.portal.applications.people import signed_in

EIGHT = TUESDAY + DAY


@pytest.fixture(autouse=True)
def _tuesday() -> Iterator[None]:
    with clock.frozen(TUESDAY):
        yield


@pytest.fixture
def counter(in_buleleng: Tenant) -> Schedule:
    return make_schedule()


@pytest.fixture
def case(counter: Schedule) -> Application:
    return awaiting_choice(applicant=make_verified())


@pytest.fixture
def sari(case: Application) -> Client:
    return signed_in(case.applicant)


def words(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_r23_from_the_status_page_to_the_ticket_in_three_screens(
    sari: Client, case: Application, counter: Schedule
) -> None:
    """Experience row 22: at most three screens; the next free slot first, one press; capacity in words."""
    assert "Pilih jadwal" in words(sari, f"/permohonan/{case.reference}/")
    page = words(sari, f"/permohonan/{case.reference}/jadwal/")
    assert page.index("Jadwal kosong terdekat Rabu 25 November, 08.00 WITA") < page.index("Atau pilih hari")
    assert "masih banyak" in page
    assert "ruang rekam 1" in page
    value = {"tempat": str(counter.public_id), "jam": "2026-11-25T08:00"}
    answer = sari.post(f"/permohonan/{case.reference}/jadwal/", value)
    booking = Booking.objects.get(about=case.reference)
    assert answer["Location"] == f"/jadwal/{booking.public_id}/"
    ticket = words(sari, answer["Location"])
    for said in (booking.ticket, "Rabu 25 November, 08.00 WITA", "ruang rekam 1", "Bawa: KK", "diwakilkan"):
        assert said in ticket
    assert "<svg" in sari.get(answer["Location"]).content.decode()
    assert "Anda ditunggu Rabu 25 November" in words(sari, f"/permohonan/{case.reference}/")


def test_r23_day_then_hour(sari: Client, case: Application, counter: Schedule) -> None:
    book(counter, EIGHT + timedelta(minutes=20), person=someone())
    [book(counter, EIGHT, person=someone()) for _n in range(2)]
    page = words(sari, f"/permohonan/{case.reference}/jadwal/?hari=2026-11-25")
    assert "Jam berapa, Rabu 25 November?" in page
    assert re.search(r"08\.00 WITA penuh", page)
    assert re.search(r"08\.20 WITA tinggal sedikit", page)
    html = sari.get(f"/permohonan/{case.reference}/jadwal/?hari=2026-11-25").content.decode()
    assert 'value="2026-11-25T08:00"' not in html, "a full hour cannot be picked"
    assert "<script>" not in html, "everything works without"


def test_s4_23_who_comes_second_reads_one_sentence_and_the_next_free_slot(
    sari: Client, case: Application, counter: Schedule
) -> None:
    """Copy 25; the page keeps the day, offers its free hours, and nothing is booked."""
    [book(counter, EIGHT, person=someone()) for _n in range(2)]
    answer = sari.post(f"/permohonan/{case.reference}/jadwal/", {"jam": "2026-11-25T08:00"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Jadwal kosong terdekat: Rabu 25 November pukul 08.20." in page
    assert 'value="2026-11-25T08:20"' in page
    assert not Booking.objects.filter(about=case.reference).exists()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "besok",
        "2026-11-25",
        "2026-13-45T99:99",
        "2026-11-25T08:07",
        "9" * 400,
        "0001-01-01T00:00",
        "9999-12-31T23:59",
    ],
)
def test_a_bad_hour_is_one_plain_sentence_and_never_an_error(
    sari: Client, case: Application, typed: str
) -> None:
    answer = sari.post(f"/permohonan/{case.reference}/jadwal/", {"jam": typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Pilih jamnya dulu." in page or "Jam itu tidak bisa dipesan." in page


@pytest.mark.parametrize("query", ["?tempat=x", "?tempat=8b0cd1d0-0000-4000-8000-000000000000"])
def test_an_unknown_counter_is_not_found(sari: Client, case: Application, query: str) -> None:
    assert sari.get(f"/permohonan/{case.reference}/jadwal/{query}").status_code == 404


def test_changing_keeps_the_old_place_until_the_new_one_is_given(
    sari: Client, case: Application, counter: Schedule
) -> None:
    sari.post(f"/permohonan/{case.reference}/jadwal/", {"jam": "2026-11-25T08:00"})
    booking = Booking.objects.get(about=case.reference)
    [book(counter, EIGHT + DAY, person=someone()) for _n in range(2)]
    path = f"/jadwal/{booking.public_id}/ubah/"
    assert "Jadwal itu tetap milik Anda" in words(sari, path)
    assert sari.post(path, {"jam": "2026-11-26T08:00"}).status_code == 422
    assert Booking.objects.get(pk=booking.pk).starts_at == EIGHT
    assert sari.post(path, {"jam": "2026-11-26T08:20"}).status_code == 302
    assert Application.objects.get(pk=case.pk).visit_at == EIGHT + DAY + timedelta(minutes=20)


def test_cancelling_asks_first_and_the_case_waits_on(sari: Client, case: Application) -> None:
    sari.post(f"/permohonan/{case.reference}/jadwal/", {"jam": "2026-11-25T08:00"})
    booking = Booking.objects.get(about=case.reference)
    path = f"/jadwal/{booking.public_id}/batal/"
    assert "Batalkan jadwal?" in words(sari, path)
    assert Booking.objects.get(pk=booking.pk).is_booked, "looking cancels nothing"
    assert sari.post(path).status_code == 302
    assert "Pilih jadwal" in words(sari, f"/permohonan/{case.reference}/")
    assert "Dibatalkan" in words(sari, f"/jadwal/{booking.public_id}/")
    assert case.reference in words(sari, "/jadwal/")


def test_r24_the_calendar_file_says_when_and_where_and_nobody(sari: Client, case: Application) -> None:
    """RFC 5545: CRLF, at most 75 octets a line, UTC; no name and no NIK in it nor in its file name."""
    sari.post(f"/permohonan/{case.reference}/jadwal/", {"jam": "2026-11-25T08:00"})
    booking = Booking.objects.get(about=case.reference)
    answer = sari.get(f"/jadwal/{booking.public_id}/kalender.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    raw = answer.content
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert b"\n" not in raw.replace(b"\r\n", b"")
    text = raw.decode().replace("\r\n ", "")
    for line in ("DTSTART:20261125T000000Z", "DTEND:20261125T002000Z", "SUMMARY:Perekaman KTP-el"):
        assert f"{line}\r\n" in text
    assert f"LOCATION:{Office.objects.get(is_main=True).name}\\, ruang rekam 1" in text
    assert case.subject_name not in text
    assert booking.ticket in text


def test_where_no_slots_are_given_the_officers_words_stand_as_before(in_buleleng: Tenant) -> None:
    case = awaiting_choice(applicant=make_verified())
    sari = signed_in(case.applicant)
    page = words(sari, f"/permohonan/{case.reference}/")
    assert "Pilih hari dan jam Anda datang. Bawa: KK." in page
    assert sari.get(f"/permohonan/{case.reference}/jadwal/").status_code == 302


def test_nobody_sees_changes_or_cancels_what_is_another_persons(sari: Client, case: Application) -> None:
    """Person wall: 404, and nothing changes."""
    sari.post(f"/permohonan/{case.reference}/jadwal/", {"jam": "2026-11-25T08:00"})
    booking = Booking.objects.get(about=case.reference)
    _require_wall(signed_in(make_verified()), booking, case)
    assert Booking.objects.get(pk=booking.pk).is_booked


def test_another_dinas_knows_no_such_appointment(buleleng: Tenant, surakarta: Tenant) -> None:
    """Tenant wall: the same 404."""
    with in_tenant(buleleng):
        case = awaiting_choice(applicant=make_verified())
        booking = book(make_schedule(), EIGHT, person=person_of_case(case), about=case.reference)
    with in_tenant(surakarta):
        joko = signed_in(make_verified(), SURAKARTA_HOST)
    _require_wall(joko, booking, case)


def _require_wall(stranger: Client, booking: Booking, case: Application) -> None:
    for verb in ("", "ubah/", "batal/", "kalender.ics"):
        assert stranger.get(f"/jadwal/{booking.public_id}/{verb}").status_code == 404
    assert stranger.post(f"/jadwal/{booking.public_id}/batal/").status_code == 404
    assert stranger.post(f"/permohonan/{case.reference}/jadwal/", {"jam": "x"}).status_code == 404


def test_s1_6_who_needs_no_case_books_the_counter_himself(
    sari: Client, case: Application, counter: Schedule
) -> None:
    """S1-3, S1-6: what is given at the counter only leads to a visit, once per NIK; unknown words are not there."""
    budi = make_verified()
    phone = signed_in(budi)
    assert "Perekaman KTP-el" in words(phone, "/jadwal/")
    assert phone.post("/jadwal/pesan/perekaman/", {"jam": "2026-11-25T08:00"}).status_code == 302
    assert Booking.objects.get(resident=budi).about == ""
    again = phone.post("/jadwal/pesan/perekaman/", {"jam": "2026-11-25T08:20"})
    assert again.status_code == 422
    assert "Sudah ada jadwal Perekaman KTP-el untuk NIK ini" in again.content.decode()
    for word in ("pengambilan", "tatap-muka", "x"):
        assert phone.get(f"/jadwal/pesan/{word}/").status_code == 404


def test_s1_3_a_counter_service_leads_to_a_booking_where_slots_are_given(buleleng: Tenant) -> None:
    """S1-3: the page says why one comes and offers an hour; without slots it gives address and hours as before."""
    opened(buleleng)
    phone = Client(headers={"host": BULELENG_HOST})
    with in_tenant(buleleng):
        Service.objects.filter(code="ktp-rusak").update(presence="counter")
    assert "Pilih jadwal datang" not in words(phone, "/layanan/ktp-rusak/")
    with in_tenant(buleleng):
        make_schedule(labels.MEETING)
    assert "Pilih jadwal datang" in words(phone, "/layanan/ktp-rusak/")
    assert 'href="/jadwal/pesan/tatap-muka/"' in phone.get("/layanan/ktp-rusak/").content.decode()


def test_choosing_costs_the_same_however_many_are_booked(
    sari: Client, case: Application, counter: Schedule, django_assert_max_num_queries: object
) -> None:
    for number in range(6):
        book(counter, EIGHT + timedelta(minutes=20 * number), person=someone())
    sari.get(f"/permohonan/{case.reference}/jadwal/")
    with django_assert_max_num_queries(18):  # type: ignore[operator]  # a fixture of pytest-django
        sari.get(f"/permohonan/{case.reference}/jadwal/?hari=2026-11-25")
