"""Following an application: list, status, receipt, slip, look-up, short link, mending, copying."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loket.accounts.models import KeptForm
from loket.applications import lifecycle, states
from loket.applications.actions.claim import claim
from loket.applications.actions.correct_answers import correct_answers
from loket.applications.actions.submit import submit
from loket.applications.models import Application
from loket.applications.states import Slot
from loket.applications.usual import Usual
from loket.audit.models import Entry
from loket.files.tasks import rebuild
from loket.foundation.kernel import clock
from loket.residents.models import Resident
from loket.tenants.models import Tenant
from loket.tenants.queries import main_office
from tests.applications.apply import LOST_ANSWERS, actor, begin, make_verified, make_version, ready_draft
from tests.applications.cases import make_officer
from tests.applications.test_apply_mend import returned
from tests.faces.portal.applications.people import fill_screen, hidden, signed_in, upload


@pytest.fixture
def sari(in_buleleng: Tenant) -> Resident:
    """A verified resident of Buleleng, where lost cards can be applied for."""
    make_version()
    return make_verified()


def _sent(resident: Resident) -> Application:
    return submit(ready_draft(resident), submit_key=uuid.uuid4(), by=actor(resident))


def _advance(case: Application, *moves: str) -> Application:
    officer = make_officer("verifikator_layanan", "operator_ktp", "petugas_pengambilan").actor
    slots = {"claim": Slot.VERIFY, "approve": Slot.VERIFY, "take_into_process": Slot.PROCESS,
             "start_production": Slot.PROCESS, "mark_ready": Slot.PROCESS}  # fmt: skip
    for name in moves:
        changes = (
            {"pickup_office": main_office(), "ready_from": clock.now()} if name == "mark_ready" else None
        )
        lifecycle.move(case, name, by=officer, slot=slots[name], changes=changes)
    return case


def test_the_status_page_answers_three_things(sari: Resident) -> None:
    case = _advance(_sent(sari), "claim", "approve", "take_into_process")
    page = signed_in(sari).get(f"/permohonan/{case.reference}/").content.decode()
    assert "Dalam proses" in page
    assert "Tidak ada yang perlu Anda lakukan." in page
    assert "Biasanya selesai" in page
    assert sari.phone_value.masked in page
    assert sari.phone_value.national not in page


def test_a_day_that_has_passed_is_not_promised_any_more(sari: Resident) -> None:
    """Experience rules 12 and 13: what usually happens is news; an old promise is none."""
    case = _advance(_sent(sari), "claim", "approve", "take_into_process")
    client, passed = signed_in(sari), clock.now() - timedelta(days=2)
    Application.objects.filter(pk=case.pk).update(service_due=passed, due_at=passed)
    page = client.get(f"/permohonan/{case.reference}/").content.decode()
    assert "Biasanya selesai" not in page
    assert "Lebih lama dari biasanya." in page
    assert "biasanya" not in client.get("/permohonan/").content.decode()


def test_the_list_names_the_day_that_the_status_page_names(
    sari: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What usually happens, not the target: two pages that disagree help nobody."""
    case = _advance(_sent(sari), "claim", "approve", "take_into_process")
    assert case.service_due is not None
    Application.objects.filter(pk=case.pk).update(service_due=case.service_due + timedelta(days=40))
    span = Usual(None, timedelta(days=9))
    monkeypatch.setattr("loket.applications.usual.usual_spans", lambda service: span)
    client = signed_in(sari)
    on_status = re.search(
        r"Biasanya selesai <strong>([^<]+)", client.get(f"/permohonan/{case.reference}/").content.decode()
    )
    assert on_status
    assert f"biasanya selesai {on_status[1]}" in client.get("/permohonan/").content.decode()


def test_what_can_be_collected_stands_before_what_only_the_office_works_on(sari: Resident) -> None:
    ready = _advance(_sent(sari), "claim", "approve", "take_into_process", "start_production", "mark_ready")
    child = {
        "peran_pemohon": "anak",
        "subjek_nik": "5108060101700002",
        "subjek_nama": "I MADE ARTA",
        "subjek_no_kk": sari.nomor_kk,
    }
    newer = ready_draft(sari, {**LOST_ANSWERS, **child})
    submit(newer, submit_key=uuid.uuid4(), by=actor(sari))
    page = signed_in(sari).get("/permohonan/").content.decode()
    assert page.index(ready.reference) < page.index(newer.reference)


def test_a_correction_by_the_office_stands_on_the_residents_timeline_with_its_reason(sari: Resident) -> None:
    """Issue 4: correction of data with trace and reason; the look-up without log in does not tell it."""
    case, made = _sent(sari), make_officer("verifikator_layanan", name="Made Wirawan")
    claim(case, by=made)
    case.refresh_from_db()
    given = {"subjek_nama": "NI LUH SARI DEWI X"}
    correct_answers(case, given, by=made, reason="by_phone", edition=case.edition)
    page = signed_in(sari).get(f"/permohonan/{case.reference}/").content.decode()
    assert "Petugas membetulkan: Nama" in page
    assert "oleh Made. Alasan: Sudah ditanyakan kepada pemohon." in page
    assert "DEWI X" not in page
    asked = {"nomor": case.reference, "hp_akhir": str(sari.phone)[-4:]}
    found = Client(headers={"host": "buleleng.localhost"}).post("/cek/", asked).content.decode()
    assert "membetulkan" not in found


def test_the_status_page_takes_at_most_four_queries(sari: Resident) -> None:
    case = _advance(_sent(sari), "claim", "approve")
    client = signed_in(sari)
    client.get(f"/permohonan/{case.reference}/")
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get(f"/permohonan/{case.reference}/")
    asked = [query["sql"] for query in seen.captured_queries if query["sql"].startswith('SELECT "')]
    assert len(asked) <= 4, asked


def test_s3_33_place_and_time_are_seen_after_log_in(sari: Resident) -> None:
    case = _advance(_sent(sari), "claim", "approve", "take_into_process", "start_production", "mark_ready")
    page = signed_in(sari).get(f"/permohonan/{case.reference}/").content.decode()
    assert main_office().name in page
    assert "Bawa yang asli" in page
    assert "Surat keterangan kehilangan dari Kepolisian" in page
    assert "Gratis" in page


def test_the_list_has_repair_first_then_drafts_then_running(sari: Resident) -> None:
    client = signed_in(sari)
    case = _sent(sari)
    draft = begin(sari)
    page = client.get("/permohonan/").content.decode()
    assert page.index(draft.reference if draft.reference in page else "Belum dikirim") < page.index(
        case.reference
    )
    assert "Lanjutkan isi" in page


def test_an_empty_list_says_what_to_do(sari: Resident) -> None:
    page = signed_in(sari).get("/permohonan/").content.decode()
    assert "Belum ada permohonan" in page


def test_s2_6_the_receipt_says_when_processing_starts(sari: Resident) -> None:
    case = _sent(sari)
    page = signed_in(sari).get(f"/permohonan/{case.reference}/terkirim/").content.decode()
    local = case.processing_starts_at.astimezone(case.tenant.zone)
    assert f"mulai {local:%H.%M}" in page
    assert case.reference in page


def test_the_slip_has_a_qr_and_says_what_it_does_not_prove(sari: Resident) -> None:
    case = _sent(sari)
    page = signed_in(sari).get(f"/permohonan/{case.reference}/bukti/").content.decode()
    assert "<svg" in page
    assert "tidak membuktikan keaslian dokumen" in page
    assert f"/p/{case.reference}" in page
    assert sari.nik not in page


def test_what_was_sent_can_be_read_again(sari: Resident) -> None:
    case = _sent(sari)
    page = signed_in(sari).get(f"/permohonan/{case.reference}/isi/").content.decode()
    assert "Polsek Singaraja" in page
    assert "Ubah" not in page


def test_status_without_log_in_needs_number_and_phone(sari: Resident, phone: Client) -> None:
    case = _sent(sari)
    page = phone.post("/cek/", {"nomor": case.reference.lower(), "hp_akhir": sari.phone_value.last4})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Terkirim" in text
    assert "N• L•• P••• S•••" in text
    for secret in (sari.name, sari.nik, sari.phone_value.national):
        assert secret not in text
    assert Entry.objects.filter(action="applications.looked_up").count() == 1


def test_unknown_number_and_wrong_digits_get_the_same_answer(sari: Resident, phone: Client) -> None:
    case = _sent(sari)
    draft = ready_draft(sari)
    phone.get("/cek/")  # the first page of a browser carries the style sheet
    wrong = phone.post("/cek/", {"nomor": case.reference, "hp_akhir": "0000"})
    unsent = phone.post("/cek/", {"nomor": draft.reference, "hp_akhir": sari.phone_value.last4})
    texts = {
        answer.content.decode().replace(hidden(answer, "csrfmiddlewaretoken"), "").replace(number, "")
        for answer, number in ((wrong, case.reference), (unsent, draft.reference))
    }
    assert (wrong.status_code, unsent.status_code) == (422, 422)
    assert len({text.replace("0000", "").replace(sari.phone_value.last4, "") for text in texts}) == 1


def test_the_look_up_is_limited_per_number(sari: Resident, phone: Client) -> None:
    case = _sent(sari)
    answers = [
        phone.post("/cek/", {"nomor": case.reference, "hp_akhir": "0000"}).status_code for _n in range(8)
    ]
    assert answers[-1] == 429
    right = phone.post("/cek/", {"nomor": case.reference, "hp_akhir": sari.phone_value.last4})
    assert right.status_code == 429


def test_the_short_link_tells_nothing_by_itself(sari: Resident, phone: Client) -> None:
    case = _sent(sari)
    page = phone.get(f"/p/{case.reference}")
    assert page.status_code == 200
    assert "KTP" not in page.content.decode()
    assert phone.get("/p/BLL-26-AAAAAAAA-A").status_code == 404
    assert signed_in(sari).get(f"/p/{case.reference}").headers["Location"] == f"/permohonan/{case.reference}/"


def test_only_the_returned_item_is_on_the_repair_page(in_buleleng: Tenant) -> None:
    case = returned(("paper", "kk_asli"))
    client = signed_in(case.applicant)
    listed = client.get("/permohonan/").content.decode()
    assert "Foto KK buram." in listed
    address = f"/permohonan/{case.reference}/perbaikan/"
    page = client.get(address).content.decode()
    assert "Foto KK buram." in page
    assert 'name="kk_asli"' in page
    assert 'name="surat_polisi_hilang"' not in page
    with clock.frozen(clock.now() + timedelta(minutes=5)):
        answer = fill_screen(client, address, {"kk_asli": upload()})
    assert answer.headers["Location"] == f"/permohonan/{case.reference}/terkirim/"
    assert Application.objects.get(pk=case.pk).state == states.SUBMITTED
    assert client.get(address).headers["Location"].endswith("/terkirim/")


def test_the_repair_page_asks_for_what_is_missing(in_buleleng: Tenant) -> None:
    case = returned(("paper", "kk_asli"), ("field", "surat_polisi_nomor"))
    client = signed_in(case.applicant)
    address = f"/permohonan/{case.reference}/perbaikan/"
    answer = fill_screen(client, address, {"surat_polisi_nomor": "SKTLK/200"})
    assert answer.status_code == 422
    assert "belum ada" in answer.content.decode()
    assert Application.objects.get(pk=case.pk).read_answers()["surat_polisi_nomor"] == "SKTLK/200"


def test_s3_31_s3_32_a_cancelled_one_can_be_filed_again(sari: Resident) -> None:
    case = _sent(sari)
    client = signed_in(sari)
    left = client.post(f"/permohonan/{case.reference}/batalkan/", {"alasan": "salah"})
    assert left.headers["Location"] == f"/permohonan/{case.reference}/"
    assert "Ajukan lagi" in client.get(f"/permohonan/{case.reference}/").content.decode()
    begun = client.post(f"/permohonan/{case.reference}/salin/")
    assert begun.status_code == 302
    copy = Application.objects.get(state=states.DRAFT)
    assert copy.read_answers()["surat_polisi_nomor"] == "SKTLK/123/XI/2026"


def test_a_paper_is_seen_through_its_application_and_recorded(sari: Resident) -> None:
    case = _sent(sari)
    file = case.attachments.get(slug="kk_asli").file
    client = signed_in(sari)
    address = f"/permohonan/{case.reference}/berkas/{file.public_id}/"
    assert client.get(address).status_code == 409
    rebuild(tenant_id=case.tenant_id, file_id=file.pk)
    shown = client.get(address)
    assert shown.status_code == 200
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["Cache-Control"] == "no-store"
    assert Entry.objects.filter(action="applications.view_paper", obj_ref=case.reference).count() == 1


def test_what_was_typed_after_the_session_ended_is_offered_again(sari: Resident) -> None:
    draft = begin(sari)
    address = f"/permohonan/{draft.reference}/isi/surat-kehilangan/"
    KeptForm.objects.create(
        account=sari.account, path=address, fields={"pairs": [["surat_polisi_nomor", "SKTLK/777"]]}
    )
    page = signed_in(sari).get(address).content.decode()
    assert "SKTLK/777" in page
    assert "Isian Anda tadi masih ada" in page


def test_answers_of_personal_pages_are_not_stored(sari: Resident) -> None:
    case = _sent(sari)
    assert "no-store" in signed_in(sari).get(f"/permohonan/{case.reference}/").headers["Cache-Control"]
