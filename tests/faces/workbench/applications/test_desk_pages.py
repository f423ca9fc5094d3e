"""Queue, case page, decisions and search as an officer meets them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loket.applications import states
from loket.applications.models import Application, Attachment, Defect
from loket.audit.models import Entry
from loket.faces.workbench.applications import sieve
from loket.foundation.kernel import clock
from loket.notifications import states as message_states
from loket.notifications.models import Message
from loket.staff.models import Membership
from loket.tenants.models import Tenant

from ....applications.cases import LOST_KTP, make_membership, make_paper, sent
from ..desk import at_desk, url


@pytest.fixture
def made(in_buleleng: Tenant) -> Membership:
    """Made verifies."""
    return make_membership("verifikator_layanan")


@pytest.fixture
def desk(made: Membership) -> Client:
    return at_desk(made)


def post(desk: Client, case: Application, verb: str, **fields: str) -> object:
    case.refresh_from_db()
    return desk.post(url(case, verb), {"versi": str(case.version), "saring": "antrean=periksa", **fields})


def test_the_queue_shows_the_oldest_first_with_name_service_and_age(desk: Client) -> None:
    first, second = sent(), sent()
    page = desk.get("/petugas/permohonan/").content.decode()
    assert page.index(first.reference) < page.index(second.reference)
    assert LOST_KTP["name_id"] in page
    assert first.applicant.nik not in page


def test_no_name_is_read_as_markup_in_a_line(desk: Client) -> None:
    """Lines are made of strings (``templatetags.lines``): every word in them is escaped there."""
    case = sent()
    Application.objects.filter(pk=case.pk).update(subject_name='<b>"NI & I"</b>')
    for address in ("/petugas/permohonan/", f"{url(case)}?antrean=periksa&simpan=%22%3E%3Cb%3E"):
        page = desk.get(address).content.decode()
        assert "<strong>&lt;b&gt;&quot;NI &amp; I&quot;&lt;/b&gt;</strong>" in page
        assert "<b>" not in page.partition("<ol")[2].partition("</ol>")[0]


def test_an_officer_claims_looks_approves_and_the_next_case_opens(desk: Client) -> None:
    """Experience rule 16."""
    first, second = sent(), sent()
    started = desk.post("/petugas/permohonan/mulai/", {"saring": ""})
    assert started["Location"].startswith(url(first))
    page = desk.get(started["Location"]).content.decode()
    assert 'data-tombol="s"' in page
    answer = post(desk, first, "setujui")
    assert answer["Location"].startswith(url(second))
    assert f"baru={first.reference}" in answer["Location"]
    following = desk.get(answer["Location"]).content.decode()
    assert url(first, "urungkan") in following
    desk.post(url(first, "urungkan"))
    first.refresh_from_db()
    assert first.state == states.IN_VERIFICATION


def test_one_item_goes_back_by_two_keys_and_the_resident_is_told_which(desk: Client) -> None:
    """Experience row 24, rule 14: return that item only."""
    case = sent()
    make_paper(case, "kk_asli")
    desk.post("/petugas/permohonan/mulai/", {"saring": ""})
    page = desk.get(url(case)).content.decode()
    assert 'data-tombol="p1"' in page
    post(desk, case, "perbaikan", hal="paper:kk_asli", alasan="blurred")
    case.refresh_from_db()
    assert case.state == states.RETURNED
    defect = Defect.objects.get(application=case)
    assert (defect.item, defect.reason_code) == ("kk_asli", "blurred")
    message = Message.objects.get(kind="applications.returned")
    assert "Kartu Keluarga" in message.text
    assert "terang" in message.text


def test_several_items_are_returned_on_a_page_of_their_own(desk: Client) -> None:
    case = sent()
    make_paper(case, "kk_asli")
    desk.post("/petugas/permohonan/mulai/", {"saring": ""})
    assert "alasan-field:subjek_nama" in desk.get(url(case, "perbaikan")).content.decode()
    refused = post(desk, case, "perbaikan")
    assert refused.status_code == 422
    refused = post(desk, case, "perbaikan", **{"alasan-field:subjek_nama": "other"})
    assert "Tulis apa yang perlu diperbaiki." in refused.content.decode()
    post(
        desk,
        case,
        "perbaikan",
        **{
            "alasan-paper:kk_asli": "cropped",
            "alasan-field:subjek_nama": "other",
            "kalimat-field:subjek_nama": "Tulis nama sesuai KK.",
        },
    )
    assert set(Defect.objects.filter(application=case).values_list("item", "sentence")) == {
        ("kk_asli", "Foto Kartu Keluarga asli terpotong. Ambil lagi sampai keempat sudutnya terlihat."),
        ("subjek_nama", "Tulis nama sesuai KK."),
    }


@pytest.mark.parametrize(
    ("verb", "reason", "state"),
    [("tolak", "needs_court", "rejected"), ("batalkan", "data_wrong", "cancelled")],
)
def test_ending_asks_for_a_reason_and_can_be_undone(desk: Client, verb: str, reason: str, state: str) -> None:
    """S3-31: cancel needs a reason."""
    case = sent()
    desk.post("/petugas/permohonan/mulai/", {"saring": ""})
    assert post(desk, case, verb).status_code == 422
    answer = post(desk, case, verb, alasan=reason)
    case.refresh_from_db()
    assert case.state == state
    assert "urungkan" in desk.get(answer["Location"]).content.decode()
    desk.post(url(case, "urungkan"))
    case.refresh_from_db()
    assert case.state == states.IN_VERIFICATION
    assert Message.objects.get(kind=f"applications.{state}").state == message_states.CANCELLED


def test_a_doubted_paper_stops_the_approval_with_a_sentence(desk: Client) -> None:
    """S4-18: decide per document."""
    case = sent()
    paper = make_paper(case, "kk_asli")
    desk.post("/petugas/permohonan/mulai/", {"saring": ""})
    post(desk, case, f"berkas/{paper.file.public_id}/tanda", tanda="bad")
    assert Attachment.objects.get(pk=paper.pk).verdict == "bad"
    refused = post(desk, case, "setujui")
    assert refused.status_code == 422
    assert "perlu diperbaiki" in refused.content.decode()


def test_a_stale_tab_gets_409_and_reads_what_happened(desk: Client) -> None:
    case = sent()
    desk.post("/petugas/permohonan/mulai/", {"saring": ""})
    answer = desk.post(url(case, "setujui"), {"versi": "1"})
    assert answer.status_code == 409
    assert "Made Wirawan" in answer.content.decode()


def test_a_case_opened_by_another_officer_is_shown_with_his_name_and_no_buttons(desk: Client) -> None:
    """Experience rule 17."""
    case = sent()
    desk.post("/petugas/permohonan/mulai/", {"saring": ""})
    other = at_desk(make_membership("verifikator_layanan", name="Wayan Sudarsa"))
    page = other.get(url(case)).content.decode()
    assert "Sedang dibuka oleh Made Wirawan" in page
    assert "setujui" not in page
    case.refresh_from_db()
    answer = other.post(url(case, "setujui"), {"versi": str(case.version)})
    assert answer.status_code == 409


def test_every_look_at_a_case_and_every_search_is_on_record(desk: Client, made: Membership) -> None:
    """S1-17; security rule 37: viewing personal data is an event."""
    case = sent()
    desk.get(url(case))
    desk.post("/petugas/cari/", {"q": case.applicant.nik, "keperluan": "telepon"})
    seen = Entry.objects.get(action="applications.viewed")
    assert (seen.obj_ref, seen.actor_id) == (case.reference, str(made.account.public_id))
    searched = Entry.objects.get(action="desk.searched")
    assert searched.purpose == "telepon"
    assert case.applicant.nik not in str(searched.detail)


def test_search_finds_numbers_only_when_whole(desk: Client) -> None:
    """S3-5."""
    case = sent()
    for text in (case.applicant.nik, case.applicant.phone, case.applicant.phone.replace("+62", "0")):
        assert case.reference in desk.post("/petugas/cari/", {"q": text}).content.decode()
    assert desk.post("/petugas/cari/", {"q": case.reference.lower()})["Location"] == url(case)
    for text in ("", "SA", case.applicant.nik[:15], "0812"):
        assert case.reference not in desk.post("/petugas/cari/", {"q": text}).content.decode()


def test_the_home_shows_each_queue_with_its_height(desk: Client) -> None:
    """O1."""
    sent(), sent()
    page = desk.get("/petugas/").content.decode()
    assert "Permohonan" in page
    assert "<b>2</b>" in page


def test_filters_and_pages(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """O3: by service, kecamatan, resent, late; keyset paging."""
    monkeypatch.setattr(sieve, "PAGE", 2)
    cases = [sent(kecamatan="51.08.01" if n % 2 else "51.08.06") for n in range(5)]
    page = desk.get("/petugas/permohonan/?kec=51.08.01").content.decode()
    assert [case.reference in page for case in cases] == [False, True, False, True, False]
    seen: list[str] = []
    address = "/petugas/permohonan/"
    for _page in range(3):
        found = desk.get(address)
        seen += [row.application.reference for row in found.context["rows"]]
        address = f"/petugas/permohonan/?{found.context['next_query']}"
    assert seen == [case.reference for case in cases]
    assert desk.get("/petugas/permohonan/?telat=1").context["rows"] == []
    assert desk.get("/petugas/permohonan/?ulang=1").context["rows"] == []
    for odd in (
        "?sesudah=x",
        "?sesudah=9-9",
        "?layanan=999999",
        "?antrean=x&kec=1",
        "?sesudah=99999999999999999999-1",
    ):
        assert desk.get(f"/petugas/permohonan/{odd}").status_code == 200


def test_the_queue_needs_seven_queries_however_long_it_is(desk: Client) -> None:
    for _n in range(12):
        sent()
    desk.get("/petugas/permohonan/")
    with CaptureQueriesContext(connection) as queries:
        desk.get("/petugas/permohonan/")
    real = [
        q["sql"]
        for q in queries
        if not q["sql"].startswith(("SAVEPOINT", "RELEASE")) and "set_config" not in q["sql"]
    ]
    assert len(real) <= 7, real


def test_the_case_page_needs_the_same_queries_with_many_papers(desk: Client) -> None:
    case = sent()
    for _n in range(2):
        make_paper(case)
    desk.get(url(case))
    counts = []
    for _n in range(2):
        with CaptureQueriesContext(connection) as queries:
            desk.get(url(case))
        counts.append(len([q for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]))
        for _m in range(4):
            make_paper(case, "surat_polisi_hilang")
    assert counts[0] == counts[1]
    assert counts[0] <= 19, counts
    assert clock.now()
