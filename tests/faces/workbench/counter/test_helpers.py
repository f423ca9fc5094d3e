"""Village, RT and hospital helpers: consent first, their own cases only, limits, no desk."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from loket.applications.models import Application
from loket.audit.models import Entry
from loket.intake.actions.set_terms import set_terms
from loket.intake.models import HelperTerms, Sitting
from loket.notifications.models import Message
from loket.residents.models import PhoneOwner, Resident
from loket.staff.models import Membership
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.apply import make_verified, make_version
from tests.applications.cases import make_membership
from tests.faces.portal.applications.people import send, signed_in, upload, walk
from tests.faces.workbench.counter.beside import PERSON, found, make_helper
from tests.faces.workbench.desk import at_desk


@pytest.fixture
def helper(in_buleleng: Tenant) -> Membership:
    """The operator of the village Lokapaksa."""
    make_version()
    return make_helper()


@pytest.fixture
def sri(helper: Membership) -> Client:
    """Her browser."""
    return at_desk(helper)


def _code() -> str:
    text = Message.objects.filter(kind="intake.consent").latest("pk").text
    matched = re.search(r"\b(\d{6})\b", text)
    assert matched
    assert "Desa Lokapaksa" in text
    return matched[1]


def _agreed(client: Client, resident: Resident) -> str:
    client.post(f"/petugas/loket/orang/{resident.public_id}/kode/")
    answer = client.post(f"/petugas/loket/orang/{resident.public_id}/izin/", {"kode": _code()})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def test_s1_20_a_helper_files_with_the_residents_code(sri: Client, helper: Membership) -> None:
    resident = make_verified()
    assert "Minta izin orangnya" in found(sri, str(resident.nik))
    sitting = _agreed(sri, resident)
    started = sri.post(f"{sitting}layanan/ktp-hilang/").headers["Location"]
    walk(sri, sri.get(started).headers["Location"])
    case = Application.objects.get()
    send(sri, f"/permohonan/{case.reference}/periksa/")
    case.refresh_from_db()
    assert case.state == "submitted"
    assert (case.channel, case.assisted_by) == ("helper", helper)
    assert case.assisted_name == "Ni Wayan Sri · Desa Lokapaksa"
    assert case.applicant == resident
    assert Sitting.objects.get().consent == "code"
    assert Message.objects.filter(kind="intake.helped").count() == 1
    listed = sri.get("/petugas/loket/").content.decode()
    assert case.reference in listed


def test_nothing_is_seen_or_typed_without_consent(sri: Client) -> None:
    resident = make_verified("I GEDE RAHASIA")
    own = signed_in(resident)
    own.post("/layanan/ktp-hilang/mulai/")
    case = Application.objects.get()
    assert sri.get(f"/permohonan/{case.reference}/").headers["Location"].startswith("/masuk/")
    wrong = sri.post(f"/petugas/loket/orang/{resident.public_id}/izin/", {"kode": "123456"})
    assert wrong.status_code == 422
    assert not Sitting.objects.exists()
    assert "I GEDE RAHASIA" not in sri.get("/petugas/loket/").content.decode()


def test_consent_does_not_open_cases_the_helper_did_not_help(sri: Client) -> None:
    resident = make_verified()
    signed_in(resident).post("/layanan/ktp-hilang/mulai/")
    case = Application.objects.get()
    _agreed(sri, resident)
    assert sri.get(f"/permohonan/{case.reference}/").status_code == 404
    assert case.reference not in sri.get("/petugas/loket/").content.decode()


def test_the_signed_form_is_photographed_only_where_there_is_no_phone(sri: Client) -> None:
    resident = make_verified()
    address = f"/petugas/loket/orang/{resident.public_id}/formulir/"
    refused = sri.post(address, {"formulir": upload()})
    assert refused.status_code == 422
    assert "Pakai kode" in refused.content.decode()
    Resident.objects.update(phone="", phone_owner=PhoneOwner.NONE)
    assert sri.post(f"/petugas/loket/orang/{resident.public_id}/kode/").status_code == 422
    assert sri.post(address).status_code == 422
    bad = SimpleUploadedFile("f.jpg", b"not a photo", content_type="image/jpeg")
    assert sri.post(address, {"formulir": bad}).status_code == 422
    assert sri.post(address, {"formulir": upload()}).status_code == 302
    assert Sitting.objects.get().consent == "form"
    assert Sitting.objects.get().consent_photo is not None


def test_the_resident_sees_who_helps_and_takes_it_back(sri: Client) -> None:
    resident = make_verified()
    sitting = _agreed(sri, resident)
    started = sri.post(f"{sitting}layanan/ktp-hilang/").headers["Location"]
    own = signed_in(resident)
    page = own.get("/akun/pembantu/").content.decode()
    assert "Ni Wayan Sri · Desa Lokapaksa" in page
    own.post(f"/akun/pembantu/{Sitting.objects.get().public_id}/cabut/")
    assert sri.get(sitting).status_code == 404
    assert sri.get(started).headers["Location"].startswith("/masuk/")
    assert Application.objects.get().reference not in sri.get("/petugas/loket/").content.decode()
    assert Entry.objects.filter(action="intake.revoke_consent", actor_kind="resident").exists()


def test_nobody_takes_back_somebody_elses_consent(sri: Client) -> None:
    _agreed(sri, make_verified())
    other = signed_in(make_verified("ORANG LAIN"))
    assert other.post(f"/akun/pembantu/{Sitting.objects.get().public_id}/cabut/").status_code == 404
    assert Sitting.objects.get().revoked_at is None


def test_a_helper_has_no_desk(sri: Client) -> None:
    assert sri.get("/petugas/").headers["Location"] == "/petugas/loket/"
    for page in (
        "/petugas/permohonan/",
        "/petugas/cari/",
        "/petugas/telepon/",
        "/petugas/serah/",
        "/kelola/",
    ):
        assert sri.get(page).status_code in {403, 404}, page
    assert sri.get("/petugas/saya/").status_code == 200


def test_the_limit_of_a_day_and_the_services_hold(sri: Client) -> None:
    sitting = _agreed(sri, make_verified())
    set_terms("desa.lokapaksa", kind="village", place="Desa Lokapaksa", daily_limit=20, services=["kia-baru"])
    refused = sri.post(f"{sitting}layanan/ktp-hilang/")
    assert refused.status_code == 403
    assert "tidak termasuk yang boleh Anda bantu" in refused.content.decode()
    set_terms("desa.lokapaksa", kind="village", place="Desa Lokapaksa", daily_limit=1, services=[])
    assert sri.post(f"{sitting}layanan/ktp-hilang/").status_code == 302
    over = sri.post(f"{sitting}layanan/ktp-hilang/")
    assert over.status_code == 403
    assert "Batas permohonan hari ini" in over.content.decode()


def test_a_closed_helper_can_begin_nothing(sri: Client) -> None:
    sitting = _agreed(sri, make_verified())
    set_terms(
        "desa.lokapaksa", kind="village", place="Desa Lokapaksa", daily_limit=5, services=[], suspended=True
    )
    assert sri.post(f"{sitting}layanan/ktp-hilang/").status_code == 403
    assert "sedang ditutup" in sri.get("/petugas/loket/").content.decode()


def test_another_helper_sees_nothing_of_it(sri: Client) -> None:
    sitting = _agreed(sri, make_verified())
    sri.post(f"{sitting}layanan/ktp-hilang/")
    other = at_desk(make_helper("rsud.singaraja", role="pendamping", place="RSUD Singaraja", kind="hospital"))
    assert other.get(sitting).status_code == 404
    assert Application.objects.get().reference not in other.get("/petugas/loket/").content.decode()


def test_a_sitting_opens_nothing_for_a_helper_of_another_dinas(buleleng: Tenant, surakarta: Tenant) -> None:
    """Issue 4: neither by its address nor with the cookie that carries it."""
    with in_tenant(buleleng):
        make_version()
        sri = at_desk(make_helper())
        sitting = _agreed(sri, make_verified())
        sri.post(f"{sitting}layanan/ktp-hilang/")
        case = Application.objects.get()
    with in_tenant(surakarta):
        joko = make_helper("kel.laweyan", place="Kelurahan Laweyan")
    there, stolen = at_desk(joko, "surakarta.localhost"), Client(headers={"host": "surakarta.localhost"})
    for browser in (there, stolen):
        for name, kept in sri.cookies.items():
            if browser is stolen or name != settings.SESSION_COOKIE_NAME:
                browser.cookies[name] = kept.value
        assert browser.get(sitting).status_code in {302, 404}
        assert browser.post(f"{sitting}layanan/ktp-hilang/").status_code in {302, 404}
        assert browser.get(f"/permohonan/{case.reference}/periksa/").status_code in {302, 404}
    assert there.get(sitting).status_code == 404
    assert case.reference not in there.get("/petugas/loket/").content.decode()


def test_whom_a_helper_registers_waits_for_a_verifier(sri: Client) -> None:
    page = sri.post("/petugas/loket/daftar/", {**PERSON})
    assert page.status_code == 200
    assert "Minta izin orangnya" in page.content.decode()
    resident = Resident.objects.get()
    assert resident.state == "awaiting_verification"
    assert resident.originals_seen == []


def test_a10_the_administrator_invites_limits_and_reads(in_buleleng: Tenant) -> None:
    make_version()
    rai = at_desk(make_membership("administrator", name="Ibu Rai"))
    typed = {
        "name": "Komang Bidan", "username": "rsud.bersalin", "phone": "081234500099", "email": "",
        "role": "pendamping", "kind": "hospital", "place": "RSUD Buleleng", "daily_limit": "5",
        "services": ["ktp-hilang"],
    }  # fmt: skip
    wrong = rai.post("/kelola/pendamping/baru/", {**typed, "daily_limit": "0"})
    assert wrong.status_code == 422
    assert "Isi angka 1 sampai 200." in wrong.content.decode()
    assert not HelperTerms.objects.exists()
    assert rai.post("/kelola/pendamping/baru/", typed).status_code == 302
    terms = HelperTerms.objects.get()
    assert (terms.daily_limit, terms.services) == (5, ["ktp-hilang"])
    assert "RSUD Buleleng" in rai.get("/kelola/pendamping/").content.decode()
    rai.post(f"/kelola/pendamping/{terms.pk}/", {**typed, "services": [], "suspended": "on"})
    terms.refresh_from_db()
    assert terms.suspended_at is not None
    assert Entry.objects.filter(action="intake.set_terms").count() == 2
