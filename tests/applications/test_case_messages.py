"""What residents are told: channel, language, reasons, and nothing personal."""

from __future__ import annotations

import pytest

from loket.accounts.models import Account
from loket.applications import lifecycle
from loket.applications.actions.approve import approve
from loket.applications.actions.cancel import cancel
from loket.applications.actions.claim import claim
from loket.applications.actions.reject import reject
from loket.applications.actions.return_for_correction import Complaint, return_for_correction
from loket.applications.models import Application
from loket.applications.policies import Officer
from loket.applications.states import Slot
from loket.notifications.models import Message
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from .cases import LOST_KTP, make_draft, make_officer, make_paper, make_resident, resident_actor, sent


@pytest.fixture
def made(in_buleleng: Tenant) -> Officer:
    return make_officer("verifikator_layanan")


def opened(by: Officer, **given: object) -> Application:
    case = sent(LOST_KTP, **given)
    make_paper(case, "kk_asli")
    make_paper(case, "surat_polisi_hilang")
    claim(case, by=by)
    return case


def text_of(kind: str) -> str:
    return str(Message.objects.get(kind=f"applications.{kind}").text)


def test_approval_sends_exactly_one_sms_where_the_office_uses_sms(surakarta: Tenant) -> None:
    """S0-33."""
    with in_tenant(surakarta):
        officer = make_officer("verifikator_layanan")
        case = opened(officer, kecamatan="33.72.01")
        approve(case, by=officer)
        [message] = Message.objects.filter(kind="applications.approved")
    assert message.channel == "sms"
    assert "sudah disetujui" in message.text
    assert case.reference in message.text
    assert len(message.text) <= 160


def test_the_receipt_says_number_and_when_processing_starts(made: Officer) -> None:
    """S2-6, copy 30."""
    case = sent()
    text = text_of("submitted")
    assert case.reference in text
    assert "Petugas memeriksa mulai" in text
    assert "pukul" in text
    assert "Anda tidak perlu datang dulu." in text


def test_the_return_names_the_one_thing_the_deadline_and_the_short_link(made: Officer) -> None:
    case = opened(made)
    return_for_correction(case, by=made, complaints=[Complaint("kk_asli", "paper", "blurred")])
    text = text_of("returned")
    assert "Foto Kartu Keluarga asli buram." in text
    assert f"/p/{case.reference}" in text
    assert "Isian lain sudah benar." in text


def test_of_several_things_the_first_is_said_and_the_others_are_counted(made: Officer) -> None:
    case = opened(made)
    complaints = [
        Complaint("kk_asli", "paper", "blurred"),
        Complaint("surat_polisi_hilang", "paper", "cropped"),
        Complaint("subjek_nama", "field", "unlike_papers"),
    ]
    return_for_correction(case, by=made, complaints=complaints)
    assert "Ada 2 hal lain." in text_of("returned")


@pytest.mark.parametrize(
    ("verb", "reason", "kind", "words"),
    [
        (reject, "needs_court", "rejected", "memerlukan putusan pengadilan"),
        (cancel, "data_wrong", "cancelled", "tidak sesuai dengan data kependudukan"),
    ],
)
def test_an_ending_says_why(made: Officer, verb: object, reason: str, kind: str, words: str) -> None:
    """S3-31."""
    case = opened(made)
    verb(case, by=made, reason=reason)  # type: ignore[operator]  # one of the two verbs
    assert words in text_of(kind)


def test_ones_own_words_are_used_where_no_packaged_reason_fits(made: Officer) -> None:
    case = opened(made)
    cancel(case, by=made, reason="other", note="Nama di surat polisi milik orang lain.")
    assert "Nama di surat polisi milik orang lain." in text_of("cancelled")


def test_a_resident_who_reads_english_is_told_in_english(made: Officer) -> None:
    """Two languages: service, paper and sentence."""
    resident = make_resident("JOHN SMITH", email="john@example.org")
    Account.objects.filter(pk=resident.account_id).update(language="en")
    resident.account.refresh_from_db()
    case = opened(made, applicant=resident)
    approve(case, by=made)
    text = text_of("approved")
    assert "Replacement KTP-el: lost" in text
    assert "is approved" in text


def test_an_email_goes_beside_the_phone_only_where_something_is_to_be_done(made: Officer) -> None:
    resident = make_resident(email="sari@example.org")
    case = opened(made, applicant=resident)
    return_for_correction(case, by=made, complaints=[Complaint("kk_asli", "paper", "blurred")])
    assert set(Message.objects.filter(kind="applications.returned").values_list("channel", flat=True)) == {
        "whatsapp",
        "email",
    }
    assert list(Message.objects.filter(kind="applications.submitted").values_list("channel", flat=True)) == [
        "whatsapp"
    ]


def test_withdrawing_a_draft_tells_nobody_and_a_sent_one_confirms_it(made: Officer) -> None:
    draft = make_draft()
    lifecycle.move(draft, "withdraw", by=resident_actor(draft), slot=Slot.APPLICANT)
    assert not Message.objects.exists()
    case = sent()
    sentence = "Permohonan dibatalkan atas permintaan Anda."
    lifecycle.move(case, "withdraw", by=resident_actor(case), slot=Slot.APPLICANT, sentence=sentence)
    assert sentence in text_of("cancelled")


def test_no_message_carries_a_number_of_a_person(made: Officer) -> None:
    """Domain (i) 10: no NIK, KK or phone in any message."""
    case = opened(made)
    approve(case, by=made)
    for message in Message.objects.all():
        for number in (case.applicant.nik, case.applicant.nomor_kk, case.applicant.phone):
            assert number not in message.text + message.subject
            assert number not in str(message.variables)
