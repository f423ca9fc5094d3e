"""Issue 3: a locker; what was checked or said once is offered again, with its date, for the same person only."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from loket.applications.actions.approve import approve
from loket.applications.actions.claim import claim
from loket.applications.actions.keep_in_locker import keep_in_locker
from loket.applications.actions.save_answers import save_answers
from loket.applications.actions.submit import submit
from loket.applications.actions.undo import undo
from loket.applications.models import Application, Attachment
from loket.applications.policies import Officer
from loket.audit.models import Entry
from loket.files.models import StoredFile
from loket.files.states import FileState
from loket.foundation.kernel import clock
from loket.residents.locker import known_answers, papers_to_offer
from loket.residents.models import LockerAnswers, LockerPaper, Resident
from loket.tenants.models import Tenant
from tests.applications.apply import (
    LOST_ANSWERS,
    actor,
    begin,
    fill,
    make_verified,
    make_version,
    photo,
    ready_draft,
)
from tests.applications.cases import make_officer
from tests.faces.portal.applications.people import fill_screen, hidden, signed_in

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
ADI: dict[str, Any] = {
    "peran_pemohon": "orang_tua",
    "subjek_nik": "5108061203150001",
    "subjek_nama": "I MADE ADI",
    "subjek_no_kk": "5108061203150009",
}


@pytest.fixture
def sari(in_buleleng: Tenant) -> Resident:
    """A verified resident of Buleleng."""
    make_version()
    return make_verified()


@pytest.fixture
def made(in_buleleng: Tenant) -> Officer:
    """A verifier."""
    return make_officer("verifikator_layanan")


def _approved(draft: Application, made: Officer, at: datetime = NOON) -> Application:
    with clock.frozen(at):
        submit(draft, submit_key=uuid.uuid4(), by=actor(draft.applicant))
        sent = Application.objects.get(pk=draft.pk)
        claim(sent, by=made)
        approve(sent, by=made)
    return Application.objects.get(pk=draft.pk)


def _step(draft: Application, key: str) -> str:
    return f"/permohonan/{draft.reference}/isi/{key}/"


def test_a_checked_kk_is_offered_again_with_its_date_and_used(sari: Resident, made: Officer) -> None:
    _approved(ready_draft(sari), made)
    client = signed_in(sari)
    draft = fill(begin(sari))
    page = client.get(_step(draft, "kertas-kk-asli"))
    assert "Sudah diperiksa 24 November 2026" in page.content.decode()
    address = _step(draft, "kertas-kk-asli")
    answer = client.post(address, {"pakai_foto": "kk_asli", "edisi": hidden(page, "edisi")})
    assert answer.status_code == 302
    assert answer.headers["Location"] != address
    row = Attachment.objects.get(application=draft, slug="kk_asli")
    assert (row.source, row.checked_at) == ("locker", NOON)
    assert "Foto yang diperiksa 24 November 2026" in client.get(address).content.decode()
    assert Entry.objects.filter(action="applications.use_kept_paper", obj_ref=draft.reference).count() == 1
    again = client.post(address, {"pakai_foto": "kk_asli", "edisi": "x"})  # the second tap
    assert again.status_code in (302, 409)
    assert Attachment.objects.filter(application=draft, slug="kk_asli").count() == 1


def test_a_paper_about_one_event_is_never_kept(sari: Resident, made: Officer) -> None:
    _approved(ready_draft(sari), made)
    assert set(LockerPaper.objects.values_list("slug", flat=True)) == {"kk_asli"}


def test_a_paper_is_never_offered_for_another_household_or_person(sari: Resident, made: Officer) -> None:
    _approved(ready_draft(sari), made)
    draft = fill(begin(sari), {**LOST_ANSWERS, **ADI})
    page = signed_in(sari).get(_step(draft, "kertas-kk-asli")).content.decode()
    assert "Sudah diperiksa" not in page
    other = make_verified("NI LAIN")
    page = signed_in(other).get(_step(fill(begin(other)), "kertas-kk-asli")).content.decode()
    assert "Sudah diperiksa" not in page


def test_a_used_paper_leaves_when_the_draft_turns_to_somebody_else(sari: Resident, made: Officer) -> None:
    _approved(ready_draft(sari), made)
    client, draft = signed_in(sari), fill(begin(sari))
    fill_screen(client, _step(draft, "kertas-kk-asli"), {"pakai_foto": "kk_asli"})
    fill_screen(client, _step(draft, "untuk-siapa"), {"peran_pemohon": "orang_tua"})
    fill_screen(client, _step(draft, "pemilik"), {slug: ADI[slug] for slug in ADI if slug != "peran_pemohon"})
    assert not Attachment.objects.filter(application=draft, slug="kk_asli").exists()


def test_an_approval_taken_back_takes_it_out_of_the_locker(sari: Resident, made: Officer) -> None:
    case = _approved(ready_draft(sari), made)
    with clock.frozen(NOON + timedelta(seconds=5)):
        undo(case, by=made)
    assert not LockerPaper.objects.exists()
    assert not LockerAnswers.objects.exists()


def test_an_old_paper_is_shown_but_not_offered(sari: Resident) -> None:
    file = photo()
    at = clock.now() - timedelta(days=181)
    LockerPaper.objects.create(
        resident=sari, slug="surket_rekam", about=bytes(sari.nik_hash), file=file, taken_at=at, checked_at=at
    )
    assert not papers_to_offer(sari)
    assert "Sudah terlalu lama" in signed_in(sari).get("/berkas-saya/").content.decode()


def test_the_owner_sees_and_deletes_and_running_cases_keep_theirs(sari: Resident, made: Officer) -> None:
    case = _approved(ready_draft(sari), made)
    client, row = signed_in(sari), LockerPaper.objects.get()
    page = client.get("/berkas-saya/").content.decode()
    assert "Kartu Keluarga" in page
    assert "diperiksa 24 November 2026" in page
    assert case.reference in page
    address = f"/berkas-saya/{row.public_id}/hapus/"
    assert "tetap menyimpannya" in client.get(address).content.decode()
    assert client.post(address).headers["Location"] == "/berkas-saya/"
    assert client.post(address).status_code == 404
    assert not LockerPaper.objects.exists()
    kept = StoredFile.objects.get(pk=row.file_id)
    assert kept.state != FileState.ERASED  # the running case shows it
    assert Entry.objects.filter(action="applications.drop_from_locker").count() == 1


def test_bytes_go_when_nothing_shows_them_any_more(sari: Resident) -> None:
    file, at = photo(), clock.now()
    row = LockerPaper.objects.create(
        resident=sari, slug="ktp_asli", about=bytes(sari.nik_hash), file=file, taken_at=at, checked_at=at
    )
    signed_in(sari).post(f"/berkas-saya/{row.public_id}/hapus/")
    assert StoredFile.objects.get(pk=file.pk).state == FileState.ERASED


def test_nobody_else_finds_a_kept_paper(sari: Resident, made: Officer, phone: Client) -> None:
    _approved(ready_draft(sari), made)
    row, other = LockerPaper.objects.get(), signed_in(make_verified("NI LAIN"))
    for verb in ("foto/", "hapus/"):
        address = f"/berkas-saya/{row.public_id}/{verb}"
        assert other.get(address).status_code == 404
        assert phone.get(address).status_code == 302
    assert other.post(f"/berkas-saya/{row.public_id}/hapus/").status_code == 404
    assert LockerPaper.objects.exists()


def test_a_paper_deleted_between_page_and_tap_is_refused_in_words(sari: Resident, made: Officer) -> None:
    _approved(ready_draft(sari), made)
    client, draft = signed_in(sari), fill(begin(sari))
    page = client.get(_step(draft, "kertas-kk-asli"))
    LockerPaper.objects.all().delete()
    answer = client.post(
        _step(draft, "kertas-kk-asli"), {"pakai_foto": "kk_asli", "edisi": hidden(page, "edisi")}
    )
    assert answer.status_code == 409
    assert "sudah tidak ada" in answer.content.decode()


def test_the_desk_says_when_a_paper_was_checked_before(sari: Resident, made: Officer) -> None:
    _approved(ready_draft(sari), made)
    draft = fill(begin(sari, "ktp-hilang"))
    fill_screen(signed_in(sari), _step(draft, "kertas-kk-asli"), {"pakai_foto": "kk_asli"})
    row = Attachment.objects.get(application=draft, slug="kk_asli")
    assert row.get_source_display() == "Dari berkas tersimpan"
    assert row.checked_at == NOON


def test_answers_given_once_are_proposed_with_their_date_and_stay_editable(
    sari: Resident, made: Officer
) -> None:
    make_version("ktp-baru-pemula")
    at = NOON
    LockerAnswers.objects.create(
        resident=sari,
        about=bytes(sari.nik_hash),
        answers={"tempat_lahir": "Singaraja", "gol_darah": "O"},
        checked_at=at,
        origin="BLL-26-00000000-0",
    )
    draft = begin(sari, "ktp-baru-pemula")
    draft = save_answers(draft, {"peran_pemohon": "diri_sendiri"}, edition=draft.edition)
    client = signed_in(sari)
    pages = [client.get(_step(draft, key)) for key in _keys_with(draft, "tempat_lahir")]
    (page,) = pages
    assert 'value="Singaraja"' in page.content.decode()
    assert "disetujui 24 November 2026" in page.content.decode()
    assert "tempat_lahir" not in Application.objects.get(pk=draft.pk).read_answers()  # a proposal only
    other = begin(make_verified("NI LAIN"), "ktp-baru-pemula")
    other = save_answers(other, {"peran_pemohon": "diri_sendiri"}, edition=other.edition)
    page = signed_in(other.applicant).get(_step(other, _keys_with(other, "tempat_lahir")[0]))
    assert 'value="Singaraja"' not in page.content.decode()


def _keys_with(draft: Application, slug: str) -> list[str]:
    form = draft.service_version.form
    return [
        step.key for step in form.steps(draft.read_answers()) if slug in {one.slug for one in step.fields}
    ]


def test_an_approval_keeps_the_answers_that_stay_true(sari: Resident, made: Officer) -> None:
    make_version("ktp-baru-pemula")
    case = begin(sari, "ktp-baru-pemula")
    case = save_answers(
        case,
        {"peran_pemohon": "diri_sendiri", "tempat_lahir": "Singaraja", "status_perekaman": "belum"},
        edition=case.edition,
    )
    keep_in_locker(case, at=NOON)
    known = known_answers(sari, bytes(sari.nik_hash))
    assert known["tempat_lahir"].value == "Singaraja"
    assert "status_perekaman" not in known
    client, row = signed_in(sari), LockerAnswers.objects.get()
    assert "tempat lahir" in client.get("/berkas-saya/").content.decode()
    address = f"/berkas-saya/jawaban/{row.public_id}/hapus/"
    assert signed_in(make_verified("NI LAIN")).post(address).status_code == 404
    assert client.post(address).status_code == 302
    assert not LockerAnswers.objects.exists()


def test_the_page_takes_the_same_queries_however_much_is_kept(
    sari: Resident, django_assert_max_num_queries: Any
) -> None:
    at = clock.now()
    for slug in ("ktp_asli", "kk_asli", "ijazah", "kutipan_lahir", "foto_kia", "itap"):
        LockerPaper.objects.create(
            resident=sari, slug=slug, about=bytes(sari.nik_hash), file=photo(), taken_at=at, checked_at=at,
            origin="X",
        )  # fmt: skip
    client = signed_in(sari)
    with django_assert_max_num_queries(14):
        page = client.get("/berkas-saya/")
    assert page.content.decode().count("/hapus/") >= 6


def test_the_screen_asks_little_more_for_what_it_offers(
    sari: Resident, made: Officer, django_assert_max_num_queries: Any
) -> None:
    _approved(ready_draft(sari), made)
    draft, client = fill(begin(sari)), signed_in(sari)
    with django_assert_max_num_queries(12):
        client.get(_step(draft, "kertas-kk-asli"))
