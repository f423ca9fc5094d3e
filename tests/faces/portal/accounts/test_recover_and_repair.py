"""Forgotten password, and the one repair (screens R10, R11; goal R06)."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from loket.notifications.models import Message
from loket.residents.actions.return_for_repair import return_for_repair
from loket.residents.models import Resident
from loket.residents.queries import current_papers, open_defect
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.residents.people import PASSWORD, SARI_NIK, last_code, photo, registered
from tests.staff.people import officer

UNKNOWN_NIK = "5108020512840001"
NEW_PASSWORD = "lawar ayam pedas"


@pytest.fixture
def sari(buleleng: Tenant) -> Resident:
    with in_tenant(buleleng):
        return registered()


def test_a_forgotten_password_is_replaced_by_code(phone: Client, sari: Resident, buleleng: Tenant) -> None:
    """R11: NIK, code to the phone in the account, new password; the phone hears of the change."""
    assert phone.post("/lupa/", {"nik": SARI_NIK})["Location"] == "/lupa/kode/"
    coded = phone.post("/lupa/kode/", {"kode": last_code(buleleng)})
    weak = phone.post("/lupa/kata-sandi/", {"password": "sari1984"})
    done = phone.post("/lupa/kata-sandi/", {"password": NEW_PASSWORD})

    assert coded["Location"] == "/lupa/kata-sandi/"
    assert weak.status_code == 422
    assert done["Location"] == "/masuk/"
    assert "Kata sandi baru sudah tersimpan." in phone.get("/masuk/").content.decode()
    assert phone.post("/masuk/", {"nik": SARI_NIK, "password": PASSWORD}).status_code == 422
    assert phone.post("/masuk/", {"nik": SARI_NIK, "password": NEW_PASSWORD}).status_code == 302
    with in_tenant(buleleng):
        assert Message.objects.get(kind="accounts.password_changed").to == "+6281234567890"


def test_an_unknown_nik_is_answered_alike_and_nothing_is_sent(sari: Resident, buleleng: Tenant) -> None:
    """R06: every answer of the whole walk."""
    walks = []
    for nik in (SARI_NIK, UNKNOWN_NIK):
        browser = Client(headers={"host": "buleleng.localhost"})
        asked = browser.post("/lupa/", {"nik": nik})
        shown = browser.get("/lupa/kode/")
        wrong = browser.post("/lupa/kode/", {"kode": "000001"})
        hasty = browser.post("/lupa/kode/", {"kirim_ulang": "1"})
        walks.append([(a.status_code, a.get("Location", ""), plain(a)) for a in (asked, shown, wrong, hasty)])

    assert walks[0] == walks[1]
    with in_tenant(buleleng):
        assert Message.objects.filter(kind="accounts.code").count() == 1


def plain(answer: object) -> str:
    body = answer.content.decode()  # type: ignore[attr-defined]
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body)


@pytest.mark.parametrize("owner", ["relative", "none"])
def test_issue_4_a_relatives_number_recovers_nobodys_password(
    phone: Client, sari: Resident, buleleng: Tenant, owner: str
) -> None:
    """S1-22: whoever lent the phone gets no code and cannot get in; the answer is the same as ever."""
    with in_tenant(buleleng):
        Resident.objects.filter(pk=sari.pk).update(phone_owner=owner)
        before = Message.objects.filter(kind="accounts.code").count()
    assert phone.post("/lupa/", {"nik": SARI_NIK})["Location"] == "/lupa/kode/"
    with in_tenant(buleleng):
        assert Message.objects.filter(kind="accounts.code").count() == before
    assert phone.get("/lupa/kata-sandi/")["Location"] == "/lupa/"


def test_no_new_password_without_the_code(phone: Client, sari: Resident) -> None:
    assert phone.get("/lupa/kata-sandi/")["Location"] == "/lupa/"
    phone.post("/lupa/", {"nik": SARI_NIK})
    assert phone.post("/lupa/kata-sandi/", {"password": NEW_PASSWORD})["Location"] == "/lupa/"


def test_one_photo_is_repaired_and_the_rest_is_kept(phone: Client, sari: Resident, buleleng: Tenant) -> None:
    """R10: only the returned item; afterwards the account waits again, marked as sent again."""
    with in_tenant(buleleng):
        return_for_repair(sari, by=officer(buleleng), reason="mask")
        before = {slug: paper.file_id for slug, paper in current_papers(sari).items()}
    phone.post("/masuk/", {"nik": SARI_NIK, "password": PASSWORD})

    home = phone.get("/akun/").content.decode()
    page = phone.get("/akun/perbaikan/").content.decode()
    empty = phone.post("/akun/perbaikan/")
    done = phone.post("/akun/perbaikan/", {"selfie_ktp": photo()})

    assert "wajah di foto tertutup masker" in home
    assert 'name="selfie_ktp"' in page
    assert 'name="kk_asli"' not in page
    assert empty.status_code == 422
    assert done["Location"] == "/akun/"
    with in_tenant(buleleng):
        sari.refresh_from_db()
        after = {slug: paper.file_id for slug, paper in current_papers(sari).items()}
        assert sari.state == "awaiting_verification"
        assert sari.is_resent
        assert open_defect(sari) is None
        assert {slug for slug in before if before[slug] != after[slug]} == {"selfie_ktp"}


def test_a_wrong_nik_is_repaired_and_becomes_the_log_in(
    phone: Client, sari: Resident, buleleng: Tenant
) -> None:
    with in_tenant(buleleng):
        return_for_repair(sari, by=officer(buleleng), reason="P4")
    phone.post("/masuk/", {"nik": SARI_NIK, "password": PASSWORD})

    phone.post("/akun/perbaikan/", {"nik": UNKNOWN_NIK})
    phone.post("/keluar/")

    assert phone.post("/masuk/", {"nik": SARI_NIK, "password": PASSWORD}).status_code == 422
    assert phone.post("/masuk/", {"nik": UNKNOWN_NIK, "password": PASSWORD}).status_code == 302


def test_a_corrected_nik_of_somebody_else_tells_the_person_nothing(
    phone: Client, sari: Resident, buleleng: Tenant
) -> None:
    """R06: the officer sees it, the owner hears of it, the page is the same."""
    with in_tenant(buleleng):
        registered(nik=UNKNOWN_NIK, name="BUDI HARTONO", phone="085712345678")
        return_for_repair(sari, by=officer(buleleng), reason="P4")
    phone.post("/masuk/", {"nik": SARI_NIK, "password": PASSWORD})

    done = phone.post("/akun/perbaikan/", {"nik": UNKNOWN_NIK})

    assert done["Location"] == "/akun/"
    with in_tenant(buleleng):
        sari.refresh_from_db()
        assert sari.nik_conflict
        assert str(sari.nik) == SARI_NIK
        assert Message.objects.get(kind="residents.nik_used").to == "+6285712345678"
