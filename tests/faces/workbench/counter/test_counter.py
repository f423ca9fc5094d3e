"""A walk-in at the counter: registered and applied for by an officer, without the person's password."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import is_password_usable
from django.test import Client

from loket.applications import states
from loket.applications.models import Application, Step
from loket.audit.models import Entry
from loket.foundation.kernel import clock
from loket.intake.models import Sitting
from loket.notifications.models import Message
from loket.residents.models import Resident
from loket.residents.queries import current_papers, resident_by_nik
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.apply import make_verified, make_version
from tests.applications.cases import make_membership
from tests.faces.portal.applications.people import send, signed_in, upload, walk
from tests.faces.workbench.counter.beside import ALL_SEEN, NIK, PERSON, begun, found
from tests.faces.workbench.desk import at_desk
from tests.residents.people import photo


@pytest.fixture
def counter(in_buleleng: Tenant) -> Client:
    """The browser of an officer of the counter."""
    make_version()
    return at_desk(make_membership("petugas_loket", name="Kadek Ayu"))


def _register(client: Client, **changes: Any) -> Any:
    return client.post("/petugas/loket/daftar/", {**PERSON, **changes})


def _filled(client: Client, sitting: str) -> Application:
    started = client.post(f"{sitting}layanan/ktp-hilang/")
    draft = Application.objects.get()
    address = client.get(started.headers["Location"]).headers["Location"]
    walk(client, address)
    done = send(client, f"/permohonan/{draft.reference}/periksa/")
    assert done.headers["Location"].endswith("/terkirim/"), done.content.decode()
    return Application.objects.get()


def test_s1_19_a_walk_in_without_account_gets_the_registration_form(counter: Client) -> None:
    page = found(counter)
    assert "Daftarkan orang ini" in page
    assert f'value="{NIK}"' in page


def test_s1_22_somebody_without_a_phone_is_registered_under_a_relatives(counter: Client) -> None:
    answer = _register(counter)
    assert answer.status_code == 302, answer.content.decode()
    resident = resident_by_nik(NIK)
    assert resident is not None
    assert (resident.phone_owner, resident.phone_relation) == ("relative", "anak")
    assert resident.phone_holder == "Wayan Suta"
    assert resident.email == ""
    assert resident.assisted_name == "Kadek Ayu"
    assert resident.originals_seen == ALL_SEEN
    assert resident.is_verified
    assert not is_password_usable(resident.account.password)


def test_s1_22_no_phone_at_all_needs_a_reason_and_prints_the_receipt(counter: Client) -> None:
    refused = _register(counter, hp="none", no_wa="", hubungan="", pemilik="")
    assert refused.status_code == 422
    assert "Pilih alasan mengapa tidak ada nomor HP." in refused.content.decode()
    sitting = _register(
        counter, hp="none", no_wa="", hubungan="", pemilik="", alasan_tanpa="tidak_punya"
    ).headers["Location"]
    case = _filled(counter, sitting)
    assert not Message.objects.filter(kind="applications.submitted").exists()
    receipt = counter.get(f"/permohonan/{case.reference}/terkirim/").content.decode()
    assert "Tidak ada nomor HP. Cetak bukti ini" in receipt
    slip = counter.get(f"/permohonan/{case.reference}/bukti/").content.decode()
    assert "4 angka terakhir NIK" in slip
    assert "<svg" in slip
    visitor = Client(headers={"host": "buleleng.localhost"})
    looked = visitor.post("/cek/", {"nomor": case.reference, "hp_akhir": NIK[-4:]}).content.decode()
    assert "Sedang diperiksa" in looked or "Terkirim" in looked
    wrong = visitor.post("/cek/", {"nomor": case.reference, "hp_akhir": "0000"})
    assert wrong.status_code == 422


def test_issue_4_the_counter_photographs_all_that_the_verifier_compares(counter: Client) -> None:
    page = found(counter)
    for slug in ("ktp_asli", "kk_asli", "foto_ttd", "selfie_ktp"):
        assert f'name="{slug}"' in page, slug
    sent_along = {slug: photo() for slug in ("kk_asli", "foto_ttd", "selfie_ktp")}
    _register(counter, asli=[], **sent_along)
    assert set(current_papers(Resident.objects.get())) == set(sent_along)


def test_a_dinas_whose_registration_asks_no_photo_photographs_at_the_counter_too(surakarta: Tenant) -> None:
    """Whom the counter sends to the verifier, the verifier can compare: in every dinas."""
    with in_tenant(surakarta):
        joko = at_desk(make_membership("petugas_loket", name="Joko"), "surakarta.localhost")
    page = found(joko, "3372014107450003")
    assert all(f'name="{slug}"' in page for slug in ("ktp_asli", "kk_asli", "foto_ttd", "selfie_ktp"))


def test_without_the_originals_the_account_waits_for_a_verifier(counter: Client) -> None:
    page = _register(counter, asli=[]).content.decode()
    resident = resident_by_nik(NIK)
    assert resident is not None
    assert resident.state == "awaiting_verification"
    assert "Cocokkan orangnya" in page


def test_s3_1_where_two_people_are_asked_for_the_counter_does_not_verify_alone(
    counter: Client, in_buleleng: Tenant
) -> None:
    in_buleleng.two_person_rule = True
    in_buleleng.save(update_fields=["two_person_rule"])
    sitting = _register(counter).headers["Location"]
    assert Resident.objects.get().state == "awaiting_verification"
    assert "Akunnya belum disetujui" in counter.get(sitting).content.decode()
    assert counter.post(f"{sitting}layanan/ktp-hilang/").status_code == 403


def test_s1_20_the_case_says_who_helped_everywhere(counter: Client) -> None:
    """S1-20, S1-26: same form, same queue; who typed is not who applies; no script in the whole run."""
    resident = make_verified("NI KETUT REMPEG")
    case = _filled(counter, begun(counter, resident))
    assert case.applicant == resident
    assert case.channel == "counter"
    assert case.assisted_name == "Kadek Ayu"
    assert Step.objects.get(move="submit").actor_kind == "officer"
    own = signed_in(resident).get(f"/permohonan/{case.reference}/").content.decode()
    assert "Dibantu oleh Kadek Ayu" in own
    assert "dibantu oleh Kadek" in own
    desk = at_desk(make_membership("verifikator_layanan"))
    row = desk.get("/petugas/permohonan/?antrean=periksa").content.decode()
    assert "NI KETUT REMPEG" in row
    assert "Didampingi" in row
    assert "Dibantu oleh Kadek Ayu" in desk.get(f"/petugas/permohonan/{case.reference}/").content.decode()
    typed = Entry.objects.filter(obj_ref=case.reference, actor_name="Kadek Ayu")
    assert {"applications.start", "applications.submit"} <= set(typed.values_list("action", flat=True))


def test_nothing_begins_before_person_and_papers_were_compared(counter: Client) -> None:
    resident = make_verified()
    answer = counter.post(f"/petugas/loket/orang/{resident.public_id}/mulai/", {})
    assert answer.status_code == 422
    assert "Cocokkan dulu orangnya" in answer.content.decode()
    assert not Sitting.objects.exists()


def test_the_rest_of_the_residents_account_stays_shut(counter: Client) -> None:
    resident = make_verified()
    sitting = begun(counter, resident)
    own = signed_in(resident)
    own.post("/layanan/ktp-hilang/mulai/")
    typed_himself = Application.objects.get().reference
    assert counter.get(f"/permohonan/{typed_himself}/").status_code == 404
    assert counter.get(f"/permohonan/{typed_himself}/lanjut/").status_code == 404
    for page in ("/akun/", "/permohonan/", "/akun/kata-sandi/"):
        assert counter.get(page).headers["Location"].startswith("/masuk/")
    counter.post(f"{sitting}selesai/")
    assert counter.get(sitting).status_code == 404


def test_a_sitting_ends_and_nothing_more_can_be_typed(
    counter: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = begun(counter, make_verified())
    started = counter.post(f"{sitting}layanan/ktp-hilang/").headers["Location"]
    Sitting.objects.update(ends_at=clock.now())
    assert counter.get(started).headers["Location"].startswith("/masuk/")
    assert counter.get(sitting).status_code == 404


def test_a_colleagues_sitting_is_not_there(counter: Client) -> None:
    resident = make_verified()
    sitting = begun(counter, resident)
    colleague = at_desk(make_membership("petugas_loket", name="Wayan Lain"))
    assert colleague.get(sitting).status_code == 404
    draft = counter.post(f"{sitting}layanan/ktp-hilang/").headers["Location"]
    assert colleague.get(draft).headers["Location"].startswith("/masuk/")
    assert at_desk(make_membership("verifikator_layanan")).get("/petugas/loket/").status_code == 403


def test_an_officer_does_not_serve_himself(in_buleleng: Tenant) -> None:
    resident = make_verified()
    me = make_membership("petugas_loket")
    me.kk_hash = bytes(resident.kk_hash or b"")
    me.save()
    answer = at_desk(me).post(f"/petugas/loket/orang/{resident.public_id}/mulai/", {"asli": ALL_SEEN})
    assert answer.status_code == 403
    assert "Biarkan petugas lain" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"nik": "51080641074500"}, "NIK harus 16 angka"),
        ({"no_kk": NIK}, "KK"),
        ({"nama": ""}, "Isi nama lengkap"),
        ({"desa": "99.99.99.9999"}, "Pilih desa atau kelurahan dari daftar."),
        ({"no_wa": ""}, "Isi nomor HP."),
        ({"no_wa": "0362 21000"}, "diawali 08"),
        ({"hubungan": ""}, "Pilih hubungan pemilik nomor"),
        ({"pemilik": ""}, "Isi nama pemilik nomor."),
        ({"hp": "satelit"}, "Pilih nomor HP siapa"),
        ({"email": "wayan@"}, "Alamat e-mail kurang lengkap"),
        ({"asli": ["paspor"]}, "paspor"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    counter: Client, changes: dict[str, Any], sentence: str
) -> None:
    answer = _register(counter, **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Resident.objects.exists()


def test_a_nik_with_an_account_is_not_registered_twice(counter: Client) -> None:
    _register(counter)
    again = _register(counter)
    assert again.status_code == 409
    assert "NIK ini sudah punya akun" in again.content.decode()


def test_a_file_that_is_no_photo_is_refused_and_nothing_is_made(counter: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    bad = SimpleUploadedFile("ktp.jpg", b"MZ not a photo", content_type="image/jpeg")
    answer = _register(counter, ktp_asli=bad)
    assert answer.status_code == 422
    assert not Resident.objects.exists()
    assert _register(counter, ktp_asli=upload()).status_code == 302
    assert Resident.objects.get().papers.get().slug == "ktp_asli"


def test_the_nik_is_in_no_address_and_every_look_is_on_record(counter: Client) -> None:
    resident = make_verified()
    answer = counter.post("/petugas/loket/cari/", {"nik": str(resident.nik)})
    assert answer.status_code == 200
    assert str(resident.nik) not in answer.content.decode().replace(f'value="{resident.nik}"', "")
    assert Entry.objects.filter(action="intake.searched", purpose="pelayanan").count() == 1


def test_s3_2_the_one_hour_service_goes_straight_into_process(in_buleleng: Tenant) -> None:
    version = make_version()
    version.service.counter_minutes = 60
    version.service.save()
    me = make_membership("petugas_loket", "verifikator_layanan", "operator_ktp", name="Kadek Ayu")
    client = at_desk(me)
    sitting = begun(client, make_verified())
    case = _filled(client, sitting)
    assert case.counter_minutes == 60
    starts = case.processing_starts_at
    assert case.due_at == in_buleleng.calendar().add(starts, 60, "minute")
    page = client.get(sitting).content.decode()
    assert "60 menit" in page
    assert "Berkas cocok, layani sekarang" in page
    done = client.post(f"{sitting}layani/{case.reference}/")
    assert done.headers["Location"] == f"/petugas/permohonan/{case.reference}/"
    case.refresh_from_db()
    assert case.state == states.IN_PROCESS
    assert case.due_at == in_buleleng.calendar().add(starts, 60, "minute")


def test_s3_1_the_one_hour_service_stops_at_the_second_person(in_buleleng: Tenant) -> None:
    version = make_version()
    version.service.counter_minutes = 60
    version.service.save()
    in_buleleng.two_person_rule = True
    in_buleleng.save(update_fields=["two_person_rule"])
    me = make_membership("petugas_loket", "verifikator_layanan", "operator_ktp")
    client = at_desk(me)
    sitting = begun(client, make_verified())
    case = _filled(client, sitting)
    client.post(f"{sitting}layani/{case.reference}/")
    case.refresh_from_db()
    assert case.state == states.APPROVED


def test_an_online_case_never_gets_the_counters_promise(in_buleleng: Tenant) -> None:
    version = make_version()
    version.service.counter_minutes = 60
    version.service.save()
    signed_in(make_verified()).post("/layanan/ktp-hilang/mulai/")
    assert Application.objects.get().counter_minutes is None
