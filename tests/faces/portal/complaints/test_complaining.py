"""Complaining without an account: filed, numbered, tracked, replied to, rated (seed S4-28, R25)."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from loket.audit.models import Entry as AuditEntry
from loket.complaints.actions.answer import answer
from loket.complaints.actions.close import close
from loket.complaints.actions.report_data_fault import report_data_fault
from loket.complaints.models import Complaint, Photo
from loket.complaints.rules import REOPEN_FOR
from loket.foundation.kernel import clock
from loket.notifications.models import Message
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.cases import make_officer, make_resident, sent
from tests.cast import BULELENG_HOST
from tests.complaints.filing import filed
from tests.faces.portal.applications.people import hidden, signed_in, upload

WORDS = "KTP saya dijanjikan Senin, sampai Kamis belum jadi."
COMPLAINT = {"kategori": "terlambat", "uraian": WORDS, "pelapor_hp": "0812 3499 8877"}


def _file(client: Client, **changes: Any) -> Any:
    return client.post("/aduan/", {**COMPLAINT, "kunci": str(uuid.uuid4()), **changes})


def _track(client: Client, number: str, digits: str) -> Any:
    return client.post("/aduan/cek/", {"nomor": number, "kunci": digits})


def _page(client: Client, complaint: Complaint) -> str:
    text: str = client.get(f"/aduan/{complaint.reference}/").content.decode()
    return text


def test_a_complaint_is_filed_without_log_in_gets_a_number_and_can_be_tracked(
    phone: Client, in_buleleng: Tenant
) -> None:
    """S4-28."""
    form = phone.get("/aduan/")
    assert form.status_code == 200
    answer_page = _file(phone, kunci=hidden(form, "kunci"), bukti_pengaduan=upload())
    complaint = Complaint.objects.get()
    assert answer_page.headers["Location"] == f"/aduan/{complaint.reference}/terkirim/"
    receipt = phone.get(answer_page.headers["Location"]).content.decode()
    assert complaint.reference in receipt
    assert "Dijawab paling lambat" in receipt
    assert "81234998877" not in receipt
    assert Photo.objects.filter(complaint=complaint).count() == 1
    assert complaint.reference in Message.objects.get(kind="complaints.received").text
    stranger = Client(headers={"host": BULELENG_HOST})
    link = stranger.get(f"/aduan/{complaint.reference}", follow=True)
    assert WORDS not in link.content.decode()
    assert f'value="{complaint.reference}"' in link.content.decode()
    found = _track(stranger, complaint.reference.lower(), "8877")
    assert found.headers["Location"] == f"/aduan/{complaint.reference}/"
    assert WORDS in _page(stranger, complaint)
    with clock.frozen(clock.now() + timedelta(minutes=31)):
        assert WORDS not in _page(stranger, complaint)
    assert AuditEntry.objects.filter(action="complaints.looked_up").count() == 1


def test_wrong_keys_say_the_same_and_run_out(phone: Client, in_buleleng: Tenant) -> None:
    """S4-28, security rules 32 and 34: nothing tells whether a number exists, and nobody tries all digits."""
    complaint = filed(phone="+6281234998877")
    wrong = _track(phone, complaint.reference, "0000")
    unknown = _track(phone, filed().reference[:-1] + "Z", "8877")
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert "tidak cocok" in wrong.content.decode()
    for _try in range(5):
        assert _track(phone, complaint.reference, "0000").status_code == 422
    assert _track(phone, complaint.reference, "8877").status_code == 429
    missing = phone.get("/aduan/ADU-26-AAAAAAAA-A/")
    real = phone.get(f"/aduan/{complaint.reference}/")
    assert missing.status_code == real.status_code == 302


def test_the_same_form_sent_twice_is_one_complaint(phone: Client, in_buleleng: Tenant) -> None:
    key = str(uuid.uuid4())
    first, second = (_file(phone, kunci=key) for _twice in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Complaint.objects.count() == 1
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kategori": ""}, "Pilih tentang apa"),
        ({"kategori": "cuaca"}, "Pilih salah satu dari daftar."),
        ({"uraian": " \r\n "}, "Tulis apa yang terjadi."),
        ({"uraian": "a" * 2001}, "Paling banyak 2000 huruf"),
        ({"uraian": "halo\u202edunia"}, "tidak bisa dibaca"),
        ({"pelapor_hp": ""}, "Isi nomor HP"),
        ({"pelapor_hp": "0362 21000"}, "diawali 08"),
        ({"nomor_permohonan": "BLL-26-XXXXXXXX-X"}, "Nomor permohonan tidak cocok"),
        ({"pelapor_nama": "1234"}, "Isi nama dengan huruf"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_the_words_stay(
    phone: Client, in_buleleng: Tenant, changes: dict[str, str], sentence: str
) -> None:
    refused = _file(phone, **changes)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert sentence in page
    assert {**COMPLAINT, **changes}["uraian"].strip()[:40] in page
    assert not Complaint.objects.exists()


def test_bad_or_too_many_photos_are_refused_beside_the_photos(phone: Client, in_buleleng: Tenant) -> None:
    page = _file(phone, bukti_pengaduan=SimpleUploadedFile("a.jpg", b"bukan gambar"))
    assert (page.status_code, "bukan foto" in page.content.decode()) == (422, True)
    page = _file(phone, bukti_pengaduan=[upload() for _number in range(4)])
    assert (page.status_code, "Paling banyak 3 foto." in page.content.decode()) == (422, True)
    assert WORDS in page.content.decode()
    assert not Complaint.objects.exists()


def test_many_complaints_from_one_browser_are_refused_in_words(phone: Client, in_buleleng: Tenant) -> None:
    for number in range(5):
        assert _file(phone, pelapor_hp=f"08123499887{number}").status_code == 302
    over = _file(phone, pelapor_hp="081234998879")
    assert (over.status_code, "Terlalu banyak aduan" in over.content.decode()) == (429, True)
    assert WORDS in over.content.decode()


def test_who_reports_a_levy_may_stay_unknown_and_reads_the_answer_by_a_code(
    phone: Client, in_buleleng: Tenant
) -> None:
    filing = _file(phone, kategori="pungli", pelapor_hp="")
    complaint = Complaint.objects.get()
    receipt = phone.get(filing.headers["Location"]).content.decode()
    assert str(complaint.code) in receipt
    assert not Message.objects.exists()
    answer(complaint, "Calonya kami laporkan.", by=make_officer("kepala_dinas"))
    stranger = Client(headers={"host": BULELENG_HOST})
    assert _track(stranger, complaint.reference, str(complaint.code)).status_code == 302
    assert "Calonya kami laporkan." in _page(stranger, complaint)


def test_a_case_is_linked_only_for_who_has_both_its_keys(phone: Client, in_buleleng: Tenant) -> None:
    """The two-key rule of the status without log in; a stranger learns nothing from either page."""
    case = sent()
    local = f"0{str(case.applicant.phone)[3:]}"
    seen = []
    for number in (local, "081234990000"):
        client = Client(headers={"host": BULELENG_HOST})
        made = _file(client, pelapor_hp=number, nomor_permohonan=case.reference)
        page = client.get(made.headers["Location"].replace("terkirim/", "")).content.decode()
        seen.append(case.reference in page)
    linked = list(Complaint.objects.order_by("pk").values_list("application_id", "claimed_number"))
    assert linked == [(case.pk, case.reference), (None, case.reference)]
    assert seen == [False, False]


def test_a_resident_finds_his_own_complaints_and_what_an_officer_opened(in_buleleng: Tenant) -> None:
    """R25, S2-14."""
    case = sent()
    sari, stranger = signed_in(case.applicant), signed_in(make_resident("KADEK DWI"))
    assert (
        f"/aduan/?permohonan={case.reference}" in sari.get(f"/permohonan/{case.reference}/").content.decode()
    )
    form = sari.get(f"/aduan/?permohonan={case.reference}").content.decode()
    assert f'value="{case.reference}"' in form
    assert case.applicant.name in form
    _file(sari, nomor_permohonan=case.reference)
    own = Complaint.objects.get()
    assert (own.application_id, own.resident_id) == (case.pk, case.applicant_id)
    fault = report_data_fault(case, "Tanggal lahir beda.", by=make_officer("verifikator_layanan"))
    listed = sari.get("/aduan/saya/").content.decode()
    assert own.reference in listed
    assert fault.reference in listed
    assert "Tanggal lahir beda." in _page(sari, fault)
    assert own.reference not in stranger.get("/aduan/saya/").content.decode()
    assert stranger.get(f"/aduan/{own.reference}/").status_code == 302
    assert Client(headers={"host": BULELENG_HOST}).get("/aduan/saya/").status_code == 302


def test_an_answer_is_read_rated_and_replied_to_once_more(phone: Client, in_buleleng: Tenant) -> None:
    """R25: rate with one press; reply within the days the page names."""
    _file(phone)
    complaint, made = Complaint.objects.get(), make_officer("petugas_pengaduan")
    assert "Kami jawab paling lambat" in _page(phone, complaint)
    early = phone.post(f"/aduan/{complaint.reference}/nilai/", {"nilai": "puas"})
    assert early.status_code == 422
    answer(complaint, "Bisa diambil besok.", by=made)
    assert "Bisa diambil besok." in _page(phone, complaint)
    phone.post(f"/aduan/{complaint.reference}/nilai/", {"nilai": "tidak"})
    assert "Anda menjawab: belum." in _page(phone, complaint)
    empty = phone.post(f"/aduan/{complaint.reference}/balas/", {"balasan": " "})
    assert (empty.status_code, "Tulis balasan Anda dulu." in empty.content.decode()) == (422, True)
    said = {"balasan": "Sudah saya datangi, belum ada.", "kunci": str(uuid.uuid4())}
    for _twice in range(2):
        assert phone.post(f"/aduan/{complaint.reference}/balas/", said).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.state, complaint.reopenings, complaint.entries.count()) == ("reopened", 1, 3)
    close(complaint, "double", by=made)
    with clock.frozen(clock.now() + REOPEN_FOR + timedelta(days=1)):
        _track(phone, complaint.reference, "8877")
        late = phone.post(f"/aduan/{complaint.reference}/balas/", {"balasan": "Masih."})
        assert (late.status_code, "aduan baru" in late.content.decode()) == (422, True)
    stranger = Client(headers={"host": BULELENG_HOST})
    assert stranger.post(f"/aduan/{complaint.reference}/nilai/", {"nilai": "puas"}).status_code == 302
    complaint.refresh_from_db()
    assert complaint.is_content is None


def test_another_dinas_finds_no_complaint_of_ours(surakarta_phone: Client, buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        complaint = filed(phone="+6281234998877")
    assert _track(surakarta_phone, complaint.reference, "8877").status_code == 422


def test_ways_lead_to_the_form(phone: Client, in_buleleng: Tenant) -> None:
    """From help, the foot of a page and the look-up."""
    for path in ("/bantuan/", "/cek/"):
        assert re.search(r'href="/aduan/"', phone.get(path).content.decode()), path


def test_the_own_list_costs_the_same_for_one_and_for_many(
    in_buleleng: Tenant, django_assert_max_num_queries: Any
) -> None:
    sari = make_resident()
    client = signed_in(sari)
    for _number in range(20):
        filed(resident=sari)
    with django_assert_max_num_queries(6):
        assert client.get("/aduan/saya/").content.decode().count('class="tiket-atas"') == 20
    complaint = Complaint.objects.first()
    assert complaint is not None
    with django_assert_max_num_queries(9):
        assert client.get(f"/aduan/{complaint.reference}/").status_code == 200
