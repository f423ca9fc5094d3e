"""Applying in a browser without scripts: screen by screen, photos in plain forms."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from loket.applications import states
from loket.applications.models import Application
from loket.files.models import StoredFile
from loket.files.states import FileState
from loket.foundation.kernel import clock
from loket.residents.actions.keep_account_papers import keep_account_papers
from loket.residents.models import Resident, ResidentPaper
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.apply import (
    LOST_ANSWERS,
    begin,
    fill,
    make_verified,
    make_version,
    photo,
    ready_draft,
)
from tests.applications.cases import make_resident
from tests.cast import SURAKARTA_HOST
from tests.faces.portal.applications.people import (
    LOST_SCREENS,
    fill_screen,
    hidden,
    send,
    signed_in,
    upload,
    walk,
)
from tests.files.samples import pdf


def _step(draft: Application, key: str) -> str:
    return f"/permohonan/{draft.reference}/isi/{key}/"


@pytest.fixture
def sari(in_buleleng: Tenant) -> Resident:
    """A verified resident of Buleleng, where lost cards can be applied for."""
    make_version()
    return make_verified()


def test_a_lost_card_is_applied_for_screen_by_screen(sari: Resident) -> None:
    client = signed_in(sari)
    started = client.post("/layanan/ktp-hilang/mulai/")
    assert started.status_code == 302
    met = walk(client, started.headers["Location"])
    assert len(met) <= 7
    reference = Application.objects.get().reference
    check = client.get(f"/permohonan/{reference}/periksa/")
    assert "Polsek Singaraja" in check.content.decode()
    done = send(client, f"/permohonan/{reference}/periksa/")
    assert done.headers["Location"] == f"/permohonan/{reference}/terkirim/"
    receipt = client.get(done.headers["Location"]).content.decode()
    assert reference in receipt
    assert "Petugas memeriksa" in receipt
    assert set(LOST_SCREENS) <= set(met)


def test_s0_11_a_visitor_is_sent_to_log_in_and_back(sari: Resident, phone: Client) -> None:
    draft = begin(sari)
    answer = phone.get(_step(draft, "untuk-siapa"))
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/masuk/?lanjut={_step(draft, 'untuk-siapa')}"


def test_s3_27_an_unverified_resident_does_not_get_in(in_buleleng: Tenant) -> None:
    make_version()
    answer = signed_in(make_resident()).post("/layanan/ktp-hilang/mulai/")
    assert answer.status_code == 302
    assert not Application.objects.exists()


def test_an_unknown_service_is_not_found(sari: Resident) -> None:
    assert signed_in(sari).post("/layanan/tidak-ada/mulai/").status_code == 404


def test_a_draft_goes_on_where_it_was_left_on_any_device(sari: Resident) -> None:
    client = signed_in(sari)
    draft = begin(sari)
    fill_screen(client, _step(draft, "untuk-siapa"), LOST_SCREENS["untuk-siapa"])
    other_phone = signed_in(sari)
    answer = other_phone.get(f"/permohonan/{draft.reference}/lanjut/")
    assert answer.headers["Location"] == _step(draft, "surat-kehilangan")
    listed = other_phone.get("/permohonan/").content.decode()
    assert "Belum dikirim" in listed
    assert "Langkah 2 dari" in listed


def test_errors_come_back_as_422_with_the_values_kept(sari: Resident) -> None:
    client, draft = signed_in(sari), begin(sari)
    fill_screen(client, _step(draft, "untuk-siapa"), LOST_SCREENS["untuk-siapa"])
    wrong = {**LOST_SCREENS["surat-kehilangan"], "surat_polisi_tgl_tahun": "2099"}
    answer = fill_screen(client, _step(draft, "surat-kehilangan"), wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tanggal ini belum terjadi" in page
    assert 'value="Polsek Singaraja"' in page
    assert "<title>Ada yang perlu diperbaiki" in page
    assert Application.objects.get().read_answers()["surat_polisi_polsek"] == "Polsek Singaraja"


@pytest.mark.parametrize(
    ("nik", "sentence"),
    [
        ("510801010190001", "NIK harus 16 angka, ini baru 15."),
        ("5108019901900001", "Periksa angka ke-7 sampai ke-12."),
        ("5108010101900000", "tidak mungkin 0000"),
        ("51080101019OO001", "angka"),
    ],
)
def test_a_malformed_nik_of_a_relative_is_refused_in_words(sari: Resident, nik: str, sentence: str) -> None:
    client, draft = signed_in(sari), begin(sari)
    fill_screen(client, _step(draft, "untuk-siapa"), {"peran_pemohon": "anak"})
    data = {"subjek_nik": nik, "subjek_nama": "I MADE ARTA", "subjek_no_kk": sari.nomor_kk}
    answer = fill_screen(client, _step(draft, "pemilik"), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_for_oneself_nik_and_name_are_not_asked_again(sari: Resident) -> None:
    client, draft = signed_in(sari), begin(sari)
    answer = fill_screen(client, _step(draft, "untuk-siapa"), LOST_SCREENS["untuk-siapa"])
    assert answer.headers["Location"] == _step(draft, "surat-kehilangan")


def test_a_relative_has_the_familys_kk_filled_in(sari: Resident) -> None:
    client, draft = signed_in(sari), begin(sari)
    answer = fill_screen(client, _step(draft, "untuk-siapa"), {"peran_pemohon": "anak"})
    page = client.get(answer.headers["Location"]).content.decode()
    assert sari.kk_value is not None
    assert sari.kk_value.grouped in page


def test_the_second_of_two_tabs_gets_409_with_its_text_and_can_save(sari: Resident) -> None:
    client, draft = signed_in(sari), begin(sari)
    address = _step(draft, "data-berubah")
    edition = hidden(client.get(address), "edisi")
    client.post(address, {"ada_perubahan_data": "tidak", "catatan": "tab satu", "edisi": edition})
    late = client.post(address, {"ada_perubahan_data": "tidak", "catatan": "tab dua", "edisi": edition})
    assert late.status_code == 409
    assert "tab dua" in late.content.decode()
    assert "tab atau HP lain" in late.content.decode()
    again = {"ada_perubahan_data": "tidak", "catatan": "tab dua", "edisi": hidden(late, "edisi")}
    assert client.post(address, again).status_code == 302
    assert Application.objects.get().read_answers()["catatan"] == "tab dua"


def test_a_step_without_its_photo_says_so_and_goes_nowhere(sari: Resident) -> None:
    client, draft = signed_in(sari), fill(begin(sari))
    answer = fill_screen(client, _step(draft, "kertas-kk-asli"), {})
    assert answer.status_code == 422
    assert "belum ada. Ambil foto, lalu lanjut." in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Berkas ini kosong"),
        (b"MZ\x90\x00 not a photo at all", "bukan foto"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bukan foto"),
    ],
)
def test_a_bad_file_is_refused_at_its_paper_and_nothing_else_is_lost(
    sari: Resident, content: bytes, sentence: str
) -> None:
    client, draft = signed_in(sari), fill(begin(sari))
    bad = upload()
    bad.file.seek(0)  # type: ignore[union-attr]
    from django.core.files.uploadedfile import SimpleUploadedFile

    data = {"kk_asli": [upload(), SimpleUploadedFile("kk.jpg", content, "image/jpeg")]}
    answer = fill_screen(client, _step(draft, "kertas-kk-asli"), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Application.objects.get().attachments.filter(slug="kk_asli").count() == 1
    assert Application.objects.get().read_answers()["surat_polisi_polsek"] == "Polsek Singaraja"


def test_s4_12_several_photos_and_a_pdf_make_one_paper(sari: Resident) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client, draft = signed_in(sari), fill(begin(sari))
    files = [upload(), upload(), SimpleUploadedFile("surat.pdf", pdf(), "application/pdf")]
    answer = fill_screen(client, _step(draft, "kertas-kk-asli"), {"kk_asli": files})
    assert answer.status_code == 302
    page = client.get(_step(draft, "kertas-kk-asli")).content.decode()
    assert page.count("Hapus foto ini") >= 3
    row = Application.objects.get().attachments.first()
    assert row is not None
    gone = client.post(_step(draft, "kertas-kk-asli"), {"hapus": str(row.file.public_id), "edisi": "x"})
    assert gone.status_code == 302
    assert Application.objects.get().attachments.count() == 2


def test_the_verified_family_card_is_taken_over_and_can_be_changed(sari: Resident) -> None:
    at = clock.now()
    ResidentPaper.objects.create(resident=sari, slug="kk_asli", file=photo(), accepted_at=at)
    keep_account_papers(sari, at=at)
    client, draft = signed_in(sari), begin(sari)
    met = walk(client, _step(draft, "untuk-siapa"))
    assert "kertas-kk-asli" not in met
    check = client.get(f"/permohonan/{draft.reference}/periksa/").content.decode()
    assert "Dari akun Anda" in check
    changed = fill_screen(client, f"{_step(draft, 'kertas-kk-asli')}?dari=periksa", {"kk_asli": upload()})
    assert changed.headers["Location"] == f"/permohonan/{draft.reference}/periksa/"
    assert [row.source for row in draft.attachments.filter(slug="kk_asli")] == ["upload"]


def test_from_the_check_page_one_comes_back_to_it(sari: Resident) -> None:
    client, draft = signed_in(sari), begin(sari)
    walk(client, _step(draft, "untuk-siapa"))
    address = f"{_step(draft, 'surat-kehilangan')}?dari=periksa"
    assert "Simpan dan kembali memeriksa" in client.get(address).content.decode()
    answer = fill_screen(
        client, address, {**LOST_SCREENS["surat-kehilangan"], "surat_polisi_polsek": "Polres"}
    )
    assert answer.headers["Location"] == f"/permohonan/{draft.reference}/periksa/"


def test_s0_22_sending_with_a_paper_missing_is_refused_and_names_it(sari: Resident) -> None:
    client, draft = signed_in(sari), ready_draft(sari)
    draft.attachments.filter(slug="kk_asli").delete()
    answer = send(client, f"/permohonan/{draft.reference}/periksa/")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{_step(draft, 'kertas-kk-asli')}?dari=periksa" in page
    assert Application.objects.get().state == states.DRAFT


def test_sending_without_the_two_ticks_is_refused(sari: Resident) -> None:
    client, draft = signed_in(sari), ready_draft(sari)
    answer = send(client, f"/permohonan/{draft.reference}/periksa/", pernyataan_benar="", persetujuan_pdp="")
    assert answer.status_code == 422
    assert "tanda centang" in answer.content.decode()


def test_a_photo_refused_later_is_named_at_its_paper(sari: Resident) -> None:
    client, draft = signed_in(sari), ready_draft(sari)
    file = draft.attachments.get(slug="kk_asli").file
    StoredFile.objects.filter(pk=file.pk).update(state=FileState.REFUSED, refusal="unreadable")
    page = client.get(_step(draft, "kertas-kk-asli")).content.decode()
    assert "Berkas ini tidak bisa dibuka" in page
    assert (
        "Berkas ini tidak bisa dibuka"
        in client.get(f"/permohonan/{draft.reference}/periksa/").content.decode()
    )


def test_a_double_tap_gets_the_same_receipt(sari: Resident) -> None:
    client, draft = signed_in(sari), ready_draft(sari)
    first = send(client, f"/permohonan/{draft.reference}/periksa/")
    data = {"kunci": str(uuid.uuid4()), "edisi": "alt", "pernyataan_benar": "on", "persetujuan_pdp": "on"}
    second = client.post(f"/permohonan/{draft.reference}/kirim/", data)
    assert first.headers["Location"] == second.headers["Location"]
    assert Application.objects.count() == 1


def test_s3_6_a_second_one_for_the_same_person_is_stopped_with_the_number(sari: Resident) -> None:
    client, first = signed_in(sari), ready_draft(sari)
    send(client, f"/permohonan/{first.reference}/periksa/")
    second = begin(sari)
    stopped = fill_screen(client, _step(second, "untuk-siapa"), LOST_SCREENS["untuk-siapa"])
    assert stopped.status_code == 409
    assert first.reference in stopped.content.decode()
    page = stopped.content.decode()
    assert f'href="/p/{first.reference}"' in page, "one press away"
    assert "Untuk siapa?" in page, "another person can be chosen on the spot"
    assert fill_screen(client, _step(second, "untuk-siapa"), {"peran_pemohon": "anak"}).status_code == 302


def test_a_key_that_is_no_key_is_refused_in_words(sari: Resident) -> None:
    client, draft = signed_in(sari), ready_draft(sari)
    answer = send(client, f"/permohonan/{draft.reference}/periksa/", kunci="x")
    assert answer.status_code == 422
    assert "Muat ulang halaman" in answer.content.decode()


def test_somebody_elses_number_is_not_found_anywhere(sari: Resident) -> None:
    draft = ready_draft(sari)
    stranger = signed_in(make_verified("I MADE ARTA"))
    file = draft.attachments.get(slug="kk_asli").file.public_id
    for path in ("", "lanjut/", "isi/", "isi/untuk-siapa/", "periksa/", "terkirim/", "bukti/", "perbaikan/",
                 "batalkan/", f"berkas/{file}/"):  # fmt: skip
        assert stranger.get(f"/permohonan/{draft.reference}/{path}").status_code == 404, path
    for path in ("kirim/", "batalkan/", "salin/", "isi/untuk-siapa/"):
        assert stranger.post(f"/permohonan/{draft.reference}/{path}").status_code == 404, path


def test_another_dinas_does_not_know_the_number(buleleng: Tenant, surakarta: Tenant) -> None:
    with in_tenant(buleleng):
        draft = ready_draft()
    with in_tenant(surakarta):
        make_version()
        client = signed_in(make_verified("JOKO SUSILO"), SURAKARTA_HOST)
    assert client.get(f"/permohonan/{draft.reference}/").status_code == 404


def test_save_and_leave_keeps_what_is_right_and_goes_to_the_list(sari: Resident) -> None:
    client, draft = signed_in(sari), begin(sari)
    answer = fill_screen(
        client, _step(draft, "surat-kehilangan"), {"surat_polisi_nomor": "SKTLK/9", "simpan_keluar": "1"}
    )
    assert answer.headers["Location"] == "/permohonan/"
    assert Application.objects.get().read_answers()["surat_polisi_nomor"] == "SKTLK/9"


def test_a_relatives_application_is_kept_apart(sari: Resident) -> None:
    client, draft = signed_in(sari), begin(sari)
    relative = {**LOST_ANSWERS, "peran_pemohon": "anak", "subjek_nik": "5108060101990002",
                "subjek_nama": "I KADEK BUDI", "subjek_no_kk": sari.nomor_kk}  # fmt: skip
    fill(draft, relative)
    page = client.get(f"/permohonan/{draft.reference}/periksa/").content.decode()
    assert "I KADEK BUDI" in page


def test_ending_in_the_middle_of_a_draft_throws_it_away_after_asking(sari: Resident) -> None:
    client, draft = signed_in(sari), ready_draft(sari)
    address = f"/permohonan/{draft.reference}/batalkan/"
    assert "dihapus" in client.get(address).content.decode()
    assert client.post(address, {"alasan": ""}).headers["Location"] == "/permohonan/"
    assert draft.reference not in client.get("/permohonan/").content.decode()
