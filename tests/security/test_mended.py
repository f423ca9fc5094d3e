"""Holes that were found and closed; each test opened one of them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from loket.accounts.models import RateCounter
from loket.accounts.rules import CODE_TRIES, SIGN_IN_ACCOUNT
from loket.applications.actions.attach import attach
from loket.applications.actions.claim import claim as open_case
from loket.applications.actions.detach import detach
from loket.applications.actions.return_for_correction import Complaint, ReasonUnknown, return_for_correction
from loket.applications.actions.withdraw import withdraw
from loket.applications.models import Attachment
from loket.files.actions.append import append
from loket.files.actions.claim import claim
from loket.files.actions.finish import finish
from loket.files.models import StoredFile
from loket.files.queries import open_rebuilt
from loket.files.refusals import FileNotAvailable, FileRefused
from loket.files.sealing import OneFileKey
from loket.files.states import FileState
from loket.notifications.models import Message
from loket.residents.actions.attach_photo import AlreadySent, attach_photo
from loket.residents.actions.start_registration import save_answers, start_registration
from loket.residents.models import Registration, ResidentPaper
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.apply import actor, begin, make_verified, photo
from tests.applications.cases import make_officer, sent
from tests.files.samples import jpeg
from tests.residents.people import SARI_NIK, SARI_PHONE, register_by_posts, registered

OWNER = "account:7"


def _uploaded(key: str) -> StoredFile:
    content = jpeg(320, 240)
    append(key, content, owner=OWNER, offset=0, length=len(content))
    finish(key, owner=OWNER)
    return claim(key, owner=OWNER)


def _state(file: StoredFile) -> str:
    return str(StoredFile.objects.get(pk=file.pk).state)


def test_a_photo_taken_out_of_a_draft_is_erased(in_buleleng: Tenant) -> None:
    """ "Hapus" promises it; claimed files are never swept, so nobody else would."""
    draft = begin(make_verified())
    row = attach(draft, "kk_asli", _uploaded("satu"))
    detach(draft, row)
    assert _state(row.file) == FileState.ERASED
    with pytest.raises(FileRefused):
        claim("satu", owner=OWNER)


def test_a_draft_thrown_away_takes_its_photos_along(in_buleleng: Tenant) -> None:
    resident = make_verified()
    draft = begin(resident)
    row = attach(draft, "kk_asli", photo())
    withdraw(draft, by=actor(resident))
    assert _state(row.file) == FileState.ERASED


def test_one_upload_in_two_drafts_survives_the_end_of_one(in_buleleng: Tenant) -> None:
    """Otherwise a resident could destroy a paper the office already works with."""
    resident = make_verified()
    first, second = begin(resident), begin(resident, "ktp-rusak")
    file = _uploaded("dua")
    attach(first, "kk_asli", file)
    row = attach(second, "kk_asli", file)
    detach(second, row)
    assert _state(file) != FileState.ERASED
    assert Attachment.objects.filter(file=file).count() == 1


def test_photos_of_a_sent_registration_cannot_be_replaced_through_the_draft(in_buleleng: Tenant) -> None:
    resident = registered()
    draft = Registration.objects.latest("id")
    papers = ResidentPaper.objects.filter(resident=resident)
    with pytest.raises(AlreadySent):
        attach_photo(draft, "ktp_asli", photo())
    again = start_registration()
    save_answers(again, {"nik": SARI_NIK})
    used = papers.get(slug="kk_asli").file
    attach_photo(again, "kk_asli", used)
    attach_photo(again, "kk_asli", photo())
    assert _state(used) != FileState.ERASED


def test_bytes_gone_between_row_and_reading_are_a_404_and_no_500(in_buleleng: Tenant) -> None:
    file = photo()
    file.state, file.rebuilt_name, file.wrapped_key = FileState.REBUILT, "0" * 64, OneFileKey.new().wrapped()
    with pytest.raises(FileNotAvailable):
        open_rebuilt(file)


@pytest.mark.parametrize("name", ["ß" * 100, "ﬃ" * 60, "Ǆ" * 120, "É" * 120, "I WAYAN " * 20], ids="abcde")
def test_a_name_that_grows_in_capitals_is_a_sentence_and_no_500(
    phone: Client, buleleng: Tenant, name: str
) -> None:
    fields = {"nik": SARI_NIK, "no_kk": "5108021203090007", "nama": name}
    assert phone.post("/daftar/", fields).status_code in {302, 422}
    with in_tenant(buleleng):
        for draft in Registration.objects.all():
            assert len(draft.answers.get("nama", "")) <= 120


@pytest.mark.parametrize("item", ["", "tidak_ada", "x" * 300, "pernyataan_benar"])
def test_only_what_was_asked_or_sent_can_be_sent_back(in_buleleng: Tenant, item: str) -> None:
    """An item that no page shows could never be mended."""
    made = make_officer("verifikator_layanan")
    case = sent()
    open_case(case, by=made)
    with pytest.raises(ReasonUnknown):
        return_for_correction(case, by=made, complaints=[Complaint(item, "paper", "blurred")])


def test_rule_32_tries_outlive_the_refusals_they_end_in(phone: Client, buleleng: Tenant) -> None:
    for _try in range(SIGN_IN_ACCOUNT.most):
        assert phone.post("/masuk/", {"nik": SARI_NIK, "password": "salah"}).status_code == 422
    assert phone.post("/masuk/", {"nik": SARI_NIK, "password": "salah"}).status_code == 429
    with in_tenant(buleleng):
        counted = RateCounter.objects.filter(name__startswith="sign-in-account:")
        assert sum(row.count for row in counted) == SIGN_IN_ACCOUNT.most + 1


def test_rule_33_wrong_codes_outlive_the_refusals_they_end_in(phone: Client, buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        registered()
    phone.post("/lupa/", {"nik": SARI_NIK})
    with in_tenant(buleleng):
        text = Message.objects.filter(kind="accounts.code").latest("id").text
    right = re.findall(r"\b\d{6}\b", text)[0]
    wrong = "000000" if right != "000000" else "000001"
    for _try in range(CODE_TRIES):
        assert phone.post("/lupa/kode/", {"kode": wrong}).status_code == 422
    assert phone.post("/lupa/kode/", {"kode": right}).status_code == 422


def test_rule_34_a_known_and_an_unknown_nik_read_alike(phone: Client, buleleng: Tenant) -> None:
    """Log in and recovery: same status, same headers, same words but for the token."""
    with in_tenant(buleleng):
        registered()
    unknown = "5108026512840002"
    for path, fields in (("/masuk/", {"password": "salah sekali"}), ("/lupa/", {})):
        answers = []
        for nik in (SARI_NIK, unknown):
            browser = Client(headers={"host": "buleleng.localhost"})
            answer = browser.post(path, {**fields, "nik": nik}, follow=True)
            body = re.sub(r'value="[^"]*"', "", answer.content.decode())
            answers.append((answer.status_code, answer.redirect_chain, body, sorted(answer.headers)))
        assert answers[0] == answers[1]


def test_rule_34_registering_a_known_nik_shows_the_pages_of_a_new_one(buleleng: Tenant) -> None:
    """Settled: the owner's phone gets a notice, the visitor sees the waiting page."""
    with in_tenant(buleleng):
        registered(phone="081299990000")
    browser = Client(headers={"host": "buleleng.localhost"})
    answers = register_by_posts(browser, buleleng)
    assert [answer.status_code for answer in answers] == [302] * len(answers)  # type: ignore[attr-defined]
    assert browser.get("/daftar/selesai/").status_code == 200
    with in_tenant(buleleng):
        told = Message.objects.filter(kind="residents.nik_used").get()
        assert told.to == "+6281299990000"
    assert SARI_PHONE not in browser.get("/daftar/selesai/").content.decode()


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_browser_with_a_session_may_ask_whether_the_house_lives(phone: Client, path: str) -> None:
    phone.get("/daftar/ktp/")
    phone.cookies["masuk"] = "x" * 43
    assert phone.get(path).status_code in {200, 503}
    assert phone.get(path)["Content-Type"] == "application/json"
