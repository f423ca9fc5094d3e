"""Ibu Rai sets counters, closes hours and moves whoever is booked in them (A8, S4-23)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.test import Client

from loket.appointments import labels
from loket.appointments.actions.book import book
from loket.appointments.models import Booking, Closure, Schedule
from loket.appointments.queries import days_of
from loket.foundation.kernel import clock
from loket.notifications.models import Message
from loket.tenants.models import Office, Tenant
from loket.tenants.queries import main_office
from loket.tenants.scope import in_tenant
from tests.appointments.counters import DAY, TUESDAY, make_schedule, someone
from tests.faces.console.rai import at_console, hire, rai

EIGHT = TUESDAY + DAY
PAGE = "/kelola/jadwal/"
WEEK: dict[str, Any] = {
    "keperluan": labels.COMPLAINT, "ruang": "loket 3", "hari": ["0", "2"], "buka": "08.00", "tutup": "10.00",
    "menit": "30", "orang": "3", "terdekat": "2", "terjauh": "14", "hitung": "on", "aktif": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _tuesday() -> Iterator[None]:
    with clock.frozen(TUESDAY):
        yield


@pytest.fixture
def console(in_buleleng: Tenant) -> Client:
    return at_console(hire())


def words(answer: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def save(client: Client, path: str, **changed: Any) -> Any:
    """Open the form and send it."""
    page = client.get(path).content.decode()
    edition = re.search(r'name="edisi" value="([^"]*)"', page)
    assert edition
    return client.post(path, {**WEEK, "kantor": main_office().slug, "edisi": edition[1], **changed})


def test_a_new_counter_offers_slots_at_once(console: Client) -> None:
    assert "Belum ada loket yang memberi jadwal" in words(console.get(PAGE))
    assert save(console, f"{PAGE}baru/").status_code == 302
    schedule = Schedule.objects.get()
    assert (schedule.capacity, schedule.minutes, schedule.room) == (3, 30, "loket 3")
    assert [len(day.openings) for day in days_of(schedule)][:2] == [4, 4]
    assert "30 menit, 3 orang" in words(console.get(PAGE))
    assert save(console, f"{PAGE}{schedule.public_id}/", orang="1").status_code == 302
    assert Schedule.objects.get().capacity == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"hari": []}, "Pilih paling sedikit satu hari."),
        ({"buka": "25.99"}, "Tulis jam seperti 08.00."),
        ({"tutup": "08.00"}, "Jam tutup harus sesudah jam buka"),
        ({"menit": "1"}, "Isi angka antara 5 dan 240."),
        ({"orang": "0"}, "Isi angka antara 1 dan 200."),
        ({"orang": "banyak"}, "Isi angka bulat."),
        ({"orang": "9" * 30}, "Isi angka antara 1 dan 200."),
        ({"terjauh": "-1"}, "Isi angka antara 1 dan 120."),
        ({"kantor": "di-bulan"}, "Pilihan ini tidak ada lagi"),
        ({"keperluan": "pesta"}, "Pilihan ini tidak ada lagi"),
    ],
)
def test_bad_input_is_a_sentence_beside_its_field_and_nothing_is_lost(
    console: Client, changed: dict[str, Any], sentence: str
) -> None:
    answer = save(console, f"{PAGE}baru/", **changed)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert 'value="loket 3"' in answer.content.decode()
    assert not Schedule.objects.exists()


def test_recording_is_only_where_an_office_records(console: Client) -> None:
    Office.objects.update(is_recording=False)
    answer = save(console, f"{PAGE}baru/", keperluan=labels.RECORDING)
    assert answer.status_code == 422
    assert "Kantor ini tidak menerima Perekaman KTP-el." in words(answer)


def test_the_second_administrator_sees_what_the_first_changed(console: Client) -> None:
    schedule = make_schedule()
    path = f"{PAGE}{schedule.public_id}/"
    stale = console.get(path).content.decode()
    edition = re.search(r'name="edisi" value="([^"]*)"', stale)
    assert edition
    assert save(console, path, keperluan=schedule.kind, orang="5").status_code == 302
    late = console.post(
        path, {**WEEK, "kantor": main_office().slug, "keperluan": schedule.kind, "edisi": edition[1]}
    )
    assert late.status_code == 409
    assert Schedule.objects.get().capacity == 5


def test_a8_hours_are_closed_and_everybody_in_them_moved_and_told_with_one_press(console: Client) -> None:
    schedule = make_schedule()
    held = [book(schedule, EIGHT, person=someone(name)) for name in ("PUTU AYU", "MADE ARI")]
    path = f"{PAGE}{schedule.public_id}/tutup/"
    closed = console.post(path, {"hari": "2026-11-25", "mulai": "", "selesai": "", "sebab": "Alat rusak"})
    assert closed.status_code == 302
    page = words(console.get(path))
    for said in (
        "2 orang dijadwalkan pada jam yang ditutup",
        "PUTU AYU",
        "MADE ARI",
        "sehari penuh Alat rusak",
    ):
        assert said in page.replace(",  sehari", ", sehari")
    assert "2 orang dijadwalkan pada jam yang ditutup" in words(console.get("/kelola/"))
    done = console.post(f"{PAGE}{schedule.public_id}/pindahkan/")
    assert "2 orang dipindahkan dan dikabari." in words(console.get(done["Location"]))
    assert {one.starts_at for one in Booking.objects.all()} == {EIGHT + DAY}
    assert Message.objects.filter(kind="appointments.moved").count() == len(held)
    closure = Closure.objects.get()
    assert console.post(f"{PAGE}{schedule.public_id}/buka/{closure.public_id}/").status_code == 302
    assert EIGHT.date() in {day.day for day in days_of(schedule)}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"sebab": ""}, "Tulis sebabnya."),
        ({"hari": "2026-02-30"}, "Tanggal ini tidak ada."),
        ({"hari": "2026-11-01"}, "Hari itu sudah lewat."),
        ({"mulai": "09.00"}, "Isi kedua jam"),
        ({"mulai": "10.00", "selesai": "09.00"}, "Jam selesai harus sesudah jam mulai."),
    ],
)
def test_a_closure_that_makes_no_sense_is_refused(
    console: Client, typed: dict[str, str], sentence: str
) -> None:
    schedule = make_schedule()
    given = {"hari": "2026-11-25", "mulai": "", "selesai": "", "sebab": "Alat rusak", **typed}
    answer = console.post(f"{PAGE}{schedule.public_id}/tutup/", given)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Closure.objects.exists()


def test_a_changed_week_shows_whom_it_strands(console: Client) -> None:
    schedule = make_schedule()
    book(schedule, EIGHT, person=someone("PUTU AYU"))
    answer = save(console, f"{PAGE}{schedule.public_id}/", keperluan=schedule.kind, hari=["0", "1"])
    assert answer["Location"] == f"{PAGE}{schedule.public_id}/tutup/"
    assert "PUTU AYU" in words(console.get(answer["Location"]))


def test_only_administrators_of_this_dinas_set_its_counters(buleleng: Tenant, surakarta: Tenant) -> None:
    """Role wall and tenant wall."""
    with in_tenant(buleleng):
        schedule = make_schedule()
        officer = at_console(hire("made", "Made", ("petugas_perekaman",)))
    stranger = rai(surakarta)
    for verb in ("", "tutup/"):
        assert officer.get(f"{PAGE}{schedule.public_id}/{verb}").status_code == 403
        assert stranger.get(f"{PAGE}{schedule.public_id}/{verb}").status_code == 404
    assert stranger.post(f"{PAGE}{schedule.public_id}/pindahkan/").status_code == 404
    assert officer.post(f"{PAGE}{schedule.public_id}/pindahkan/").status_code == 403
