"""The complaints counter: oldest first, answered once, kept from whom it is about (O11, S2-14, H6)."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from loket.applications.models import Application
from loket.appointments import labels
from loket.appointments.models import Booking
from loket.audit.models import Entry as AuditEntry
from loket.complaints.actions.answer import answer
from loket.complaints.actions.rate import rate
from loket.complaints.models import Complaint
from loket.foundation.kernel import clock
from loket.notifications.models import Message
from loket.staff.models import Membership
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.cases import (
    as_officer,
    make_membership,
    make_officer,
    make_resident,
    resident_actor,
    sent,
)
from tests.appointments.counters import DAY, TUESDAY, make_schedule
from tests.complaints.filing import filed
from tests.faces.workbench.desk import at_desk
from tests.faces.workbench.desk import url as case_url
from tests.faces.workbench.desk_photos import drawn

QUEUE = "/petugas/aduan/"


@pytest.fixture
def luh(in_buleleng: Tenant) -> Membership:
    """The complaints counter."""
    return make_membership("petugas_pengaduan", name="Luh Armini")


def _url(complaint: Complaint, verb: str = "") -> str:
    return f"{QUEUE}{complaint.reference}/{verb + '/' if verb else ''}"


def _do(desk: Client, complaint: Complaint, verb: str, **given: Any) -> Any:
    return desk.post(_url(complaint, verb), {"versi": complaint.version, **given})


def _listed(page: Any) -> list[str]:
    return re.findall(rf'href="{QUEUE}(ADU-[^/"]+)/"', page.content.decode().split("panel antre")[-1])


def test_the_oldest_stands_on_top_with_the_time_it_has_left(luh: Membership) -> None:
    """O11."""
    made = []
    for days in (1, 20, 3):
        with clock.frozen(clock.now() - timedelta(days=days)):
            made.append(filed().reference)
    page = at_desk(luh).get(QUEUE)
    assert _listed(page) == [made[1], made[2], made[0]]
    words = page.content.decode()
    assert "hari kerja" in words
    assert re.search(r'aria-current="page"[^>]*>Aduan <span class="jml">3<', words)
    late = at_desk(luh).get(f"{QUEUE}?tampil=telat")
    assert made[1] in _listed(late)
    assert made[0] not in _listed(late)


def test_a_topic_is_picked_and_pages_go_both_ways(luh: Membership) -> None:
    for number in range(30):
        with clock.frozen(clock.now() - timedelta(minutes=number)):
            filed("teknis")
    levy = filed("pungli", "Diminta uang.")
    desk = at_desk(luh)
    assert _listed(desk.get(f"{QUEUE}?tentang=pungli")) == [levy.reference]
    sought = desk.post("/petugas/cari/", {"q": levy.reference.lower()})
    assert sought.headers["Location"] == _url(levy)
    first = desk.get(f"{QUEUE}?tentang=teknis")
    onward = re.search(r'href="(\?[^"]*sesudah=[^"]*)"', first.content.decode())
    assert onward is not None
    second = desk.get(QUEUE + onward[1].replace("&amp;", "&"))
    assert (len(_listed(first)), len(_listed(second))) == (25, 5)
    back = re.search(r'href="(\?[^"]*sebelum=[^"]*)"', second.content.decode())
    assert back is not None
    assert _listed(desk.get(QUEUE + back[1].replace("&amp;", "&"))) == _listed(first)
    for odd in ("sesudah=x", "sebelum=9999999999999999-1", "tampil=x", "tentang=x"):
        assert desk.get(f"{QUEUE}?{odd}").status_code == 200


def test_an_officer_answers_and_the_queue_says_so(luh: Membership) -> None:
    complaint, desk = filed(name="Ni Ketut Rempeg"), at_desk(luh)
    page = desk.get(_url(complaint)).content.decode()
    assert "Ni Ketut Rempeg" in page
    assert "Sudah dua minggu KTP saya belum jadi." in page
    assert "Mohon maaf, sedang diselesaikan" in page
    given = {"jawaban": "Besok bisa diambil.", "kunci": str(uuid.uuid4())}
    for _twice in range(2):
        done = _do(desk, complaint, "jawab", **given)
        assert done.headers["Location"] == f"{QUEUE}?selesai={complaint.reference}"
    assert f"Aduan {complaint.reference}: Dijawab." in desk.get(done.headers["Location"]).content.decode()
    assert Message.objects.filter(kind="complaints.answered").count() == 1
    assert _listed(desk.get(f"{QUEUE}?tampil=dijawab")) == [complaint.reference]
    assert AuditEntry.objects.filter(action="complaints.viewed", obj_ref=complaint.reference).count() == 1


def test_the_second_officer_is_told_and_keeps_what_he_typed(luh: Membership) -> None:
    """Of two at once one wins; the other reads who and what, and nothing of his is lost."""
    complaint, made = filed(), make_officer("petugas_pengaduan", name="Made Wirawan")
    desk = at_desk(luh)
    answer(complaint, "Sudah selesai.", by=made)
    complaint.version -= 1
    late = _do(desk, complaint, "jawab", jawaban="Jawaban saya yang panjang.")
    words = late.content.decode()
    assert late.status_code == 409
    assert "“Dijawab”, oleh Made Wirawan" in words
    assert "Jawaban saya yang panjang." in words
    assert Message.objects.filter(kind="complaints.answered").count() == 1
    for verb in ("ambil", "teruskan", "tutup", "bukan"):
        assert _do(desk, complaint, verb, alasan="solved").status_code in {409, 422}
    complaint.refresh_from_db()
    assert complaint.state == "answered"


@pytest.mark.parametrize(
    ("verb", "given", "sentence"),
    [
        ("jawab", {"jawaban": " "}, "Tulis jawabannya dulu."),
        ("jawab", {"jawaban": "a" * 2001}, "Paling banyak 2000 huruf"),
        ("catatan", {"catatan": ""}, "Tulis catatannya dulu."),
        ("teruskan", {"kepada": "bukan-uuid", "sebab": "x"}, "Pilih kepada siapa"),
        ("tutup", {"alasan": "bosan"}, "Pilih mengapa"),
        ("tautkan", {"nomor_permohonan": "BLL-26-AAAAAAAA-A"}, "tidak ada di antrean Anda"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    luh: Membership, verb: str, given: dict[str, str], sentence: str
) -> None:
    complaint = filed()
    refused = _do(at_desk(luh), complaint, verb, **given)
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    complaint.refresh_from_db()
    assert (complaint.state, complaint.version) == ("new", 0)


def test_it_is_taken_noted_passed_up_closed_and_brought_back(luh: Membership) -> None:
    head, desk = make_membership("kepala_dinas", name="Nyoman Suarsa"), at_desk(luh)
    complaint = filed()
    _do(desk, complaint, "ambil")
    complaint.refresh_from_db()
    assert (complaint.state, complaint.assignee_id) == ("in_hand", luh.pk)
    _do(desk, complaint, "catatan", catatan="Sudah ditelepon.", kunci=str(uuid.uuid4()))
    passed = _do(desk, complaint, "teruskan", kepada=str(head.public_id), sebab="Perlu keputusan.")
    assert passed.status_code == 302
    complaint.refresh_from_db()
    assert complaint.assignee_id == head.pk
    above = at_desk(head)
    assert _listed(above.get(f"{QUEUE}?tampil=saya")) == [complaint.reference]
    page = above.get(_url(complaint)).content.decode()
    assert "Sudah ditelepon." in page
    assert "Perlu keputusan." in page
    _do(above, complaint, "tutup", alasan="elsewhere")
    complaint.refresh_from_db()
    assert (complaint.state, complaint.ending) == ("closed", "elsewhere")
    assert "lapor.go.id" in Message.objects.get(kind="complaints.closed").text
    junk = filed("lainnya", "Jual pulsa murah.")
    _do(desk, junk, "bukan")
    junk.refresh_from_db()
    assert junk.state == "spam"
    assert junk.reference not in _listed(desk.get(QUEUE))
    _do(desk, junk, "pulihkan")
    assert junk.reference in _listed(desk.get(QUEUE))


def test_photos_pass_through_the_complaint_s_door_and_each_look_is_recorded(luh: Membership) -> None:
    photo = SimpleUploadedFile("bukti.jpg", drawn("BUKTI"), content_type="image/jpeg")
    Client(headers={"host": "buleleng.localhost"}).post(
        "/aduan/",
        {
            "kategori": "pelayanan",
            "uraian": "Dibentak.",
            "kunci": str(uuid.uuid4()),
            "bukti_pengaduan": photo,
            "rahasiakan_identitas": "on",
            "pelapor_hp": "081234998877",
            "pelapor_nama": "Ni Ketut Rempeg",
        },
    )
    complaint = Complaint.objects.get()
    page = at_desk(luh).get(_url(complaint)).content.decode()
    assert "Identitas dirahasiakan" in page
    assert "Rempeg" not in page
    assert "3499" not in page
    file = complaint.photos.get().file
    where = f"{_url(complaint)}foto/{file.public_id}/"
    assert at_desk(luh).get(where).status_code == 409
    assert AuditEntry.objects.filter(action="complaints.photo_viewed").count() == 0
    assert at_desk(make_membership("verifikator_layanan")).get(where).status_code == 403
    assert at_desk(luh).get(f"{_url(complaint)}foto/{uuid.uuid4()}/").status_code == 404


def test_the_officer_concerned_finds_nothing(luh: Membership) -> None:
    """A complaint about conduct is never the officer's own: not in his list, not by its number."""
    other, complaint = make_membership("petugas_pengaduan", name="Gede Rai"), filed("pelayanan", "Dibentak.")
    desk = at_desk(luh)
    assert "Gede Rai" in desk.get(_url(complaint)).content.decode()
    _do(desk, complaint, "dikeluhkan", dikeluhkan=str(other.public_id))
    concerned = at_desk(other)
    assert concerned.get(_url(complaint)).status_code == 404
    assert _listed(concerned.get(QUEUE)) == []
    assert _do(concerned, complaint, "jawab", jawaban="Tidak benar.").status_code == 404
    assert desk.get(_url(complaint)).status_code == 200


@pytest.mark.parametrize("role", ["verifikator_layanan", "petugas_loket", "administrator", "operator_ktp"])
def test_other_roles_read_no_complaints(in_buleleng: Tenant, role: str) -> None:
    complaint, desk = filed(), at_desk(make_membership(role))
    for path in (QUEUE, _url(complaint), f"{QUEUE}angka/"):
        assert desk.get(path).status_code == 403
    assert _do(desk, complaint, "jawab", jawaban="x").status_code == 403


def test_another_dinas_sees_none_of_ours(buleleng: Tenant, surakarta: Tenant) -> None:
    with in_tenant(buleleng):
        complaint = filed()
    with in_tenant(surakarta):
        joko = at_desk(make_membership("petugas_pengaduan", name="Joko"), host="surakarta.localhost")
    assert joko.get(QUEUE).status_code == 200
    assert joko.get(_url(complaint)).status_code == 404


def test_a_case_is_marked_out_of_step_and_shows_its_complaints(luh: Membership) -> None:
    """S2-14: the mark opens a linked complaint, the applicant is told; the case shows it."""
    case, made = sent(), make_membership("verifikator_layanan")
    desk = at_desk(made)
    page = desk.get(case_url(case)).content.decode()
    assert "Tandai data tidak sinkron" in page
    empty = desk.post(case_url(case, "tidak-sinkron"), {"tidak_sinkron": "", "versi": case.version})
    assert (empty.status_code, "Tulis data apa" in empty.content.decode()) == (422, True)
    done = desk.post(case_url(case, "tidak-sinkron"), {"tidak_sinkron": "NIK ganda di pusat."})
    assert done.status_code == 302
    complaint = Complaint.objects.get()
    assert Message.objects.filter(kind="complaints.data_fault").count() == 1
    assert complaint.reference in desk.get(case_url(case)).content.decode()
    again = desk.post(case_url(case, "tidak-sinkron"), {"tidak_sinkron": "Lagi."})
    assert (again.status_code, complaint.reference in again.content.decode()) == (422, True)
    assert "NIK ganda di pusat." in at_desk(luh).get(_url(complaint)).content.decode()
    report = filed("pungli", "Diminta uang.", application=case)
    assert report.reference not in desk.get(case_url(case)).content.decode()
    assert (
        at_desk(make_membership("operator_kia"))
        .post(case_url(case, "tidak-sinkron"), {"tidak_sinkron": "x"})
        .status_code
        == 404
    )


def test_a_complaint_becomes_an_appointment_at_the_complaints_counter(luh: Membership) -> None:
    """S2-13."""
    with clock.frozen(TUESDAY - DAY):
        complaint, desk = filed(wants_visit=True, name="Ni Ketut Rempeg"), at_desk(luh)
        assert "Buat janji temu" not in desk.get(_url(complaint)).content.decode()
        make_schedule(labels.COMPLAINT)
        assert _url(complaint, "janji") in desk.get(_url(complaint)).content.decode()
        page = desk.get(_url(complaint, "janji")).content.decode()
        hour, counter = (re.search(rf'name="{name}" value="([^"]+)"', page) for name in ("jam", "tempat"))
        assert hour is not None
        assert counter is not None
        none = desk.post(_url(complaint, "janji"), {"tempat": counter[1]})
        assert (none.status_code, "Pilih jamnya dulu." in none.content.decode()) == (422, True)
        done = desk.post(_url(complaint, "janji"), {"tempat": counter[1], "jam": hour[1]})
        assert done.headers["Location"] == _url(complaint)
        booking = Booking.objects.get()
        assert (booking.kind, booking.about) == (labels.COMPLAINT, complaint.reference)
        assert booking.ticket in Message.objects.get(kind="appointments.booked").text
        complaint.refresh_from_db()
        assert (complaint.state, complaint.assignee_id) == ("in_hand", luh.pk)
        assert "Janji temu" in desk.get(_url(complaint)).content.decode()
        own = Client(headers={"host": "buleleng.localhost"})
        own.post("/aduan/cek/", {"nomor": complaint.reference, "kunci": complaint.secret})
        assert booking.ticket in own.get(f"/aduan/{complaint.reference}/").content.decode()
        anonymous = filed("pungli", "Ada calo.", phone="")
        assert desk.get(_url(anonymous, "janji")).status_code == 404


def test_a_claimed_case_is_linked_by_hand(luh: Membership) -> None:
    case = sent()
    complaint = filed(claimed_number=case.reference)
    both = at_desk(make_membership("petugas_pengaduan", "verifikator_layanan"))
    assert "belum terbukti milik pelapor" in both.get(_url(complaint)).content.decode()
    assert _do(both, complaint, "tautkan", nomor_permohonan=case.reference).status_code == 302
    assert Application.objects.get(complaints=complaint) == case
    assert complaint.reference in both.get(case_url(case)).content.decode()


def test_heads_read_a_table_whose_numbers_open_the_lists(in_buleleng: Tenant) -> None:
    """H6, domain: complaints by category and age."""
    head = make_membership("kepala_dinas")
    filed()
    answered = filed("teknis", resident=make_resident())
    answer(answered, "Sudah bisa.", by=as_officer(make_membership("petugas_pengaduan")))
    rate(answered, is_content=False, by=resident_actor(sent()))
    page = at_desk(head).get(f"{QUEUE}angka/").content.decode()
    assert "Dalam 90 hari terakhir masuk 2, dijawab 1, tepat waktu 1." in page
    assert "Puas: 0 dari 1 penilaian." in page
    assert f'href="{QUEUE}?tentang=terlambat"' in page


def test_lists_and_pages_cost_the_same_for_one_and_for_many(
    luh: Membership, django_assert_max_num_queries: Any
) -> None:
    desk = at_desk(luh)
    complaint = filed()
    desk.get(QUEUE)
    for _number in range(25):
        filed()
    with django_assert_max_num_queries(8):
        assert len(_listed(desk.get(QUEUE))) == 25
    with django_assert_max_num_queries(15):
        assert desk.get(_url(complaint)).status_code == 200
    with django_assert_max_num_queries(8):
        assert desk.get(f"{QUEUE}angka/").status_code == 200
