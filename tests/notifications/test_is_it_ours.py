""" "Apakah pesan ini dari kami?": the same text is known again, a demand for money, codes or a click is named."""

from __future__ import annotations

import pytest

from loket.foundation.kernel import clock
from loket.notifications.actions.queue import queue
from loket.notifications.models import Message
from loket.notifications.queries import sent_as
from loket.notifications.sameness import mark_of
from loket.notifications.signs import Official, Sign, Verdict, judged
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.notifications.conftest import CODE, NEWS, SARI

OFFICIAL = Official(frozenset({"6281200000001", "halo@buleleng.example"}), frozenset({"buleleng.localhost"}))
NUMBER = {"nomor": "BLL-26-7KQ4M2XP-C"}


def _sent(kind: str, variables: dict[str, str]) -> Message:
    message = queue(kind, to=SARI, variables=variables)[0]
    Message.objects.filter(pk=message.pk).update(state="sent", done_at=clock.now())
    return message


@pytest.mark.parametrize(
    "copied",
    ["{}", "  {}\n", "[08.00, 22/11/2026] Disdukcapil Buleleng: {}", "*{}*"],
)
def test_a_message_that_left_is_known_again_however_it_was_copied(dinas: Tenant, copied: str) -> None:
    message = _sent(NEWS.key, NUMBER)
    found = sent_as(copied.format(message.text.replace(" ", "\n", 1)))
    assert found is not None
    assert found.kind == NEWS.key


def test_a_changed_word_or_an_added_one_makes_another_message(dinas: Tenant) -> None:
    text = _sent(NEWS.key, NUMBER).text
    assert sent_as(text.replace("diterima", "ditolak")) is None
    assert sent_as(f"Transfer dulu ke Budi.\n{text}") is None
    assert sent_as(text + " Bayar 50 ribu.") is None


def test_what_was_only_promised_was_not_sent(dinas: Tenant) -> None:
    message = queue(NEWS.key, to=SARI, variables=NUMBER)[0]
    assert sent_as(message.text) is None


def test_another_dinas_knows_nothing_of_it(buleleng: Tenant, surakarta: Tenant) -> None:
    text, marks = "Permohonan BLL-26-7KQ4M2XP-C diterima.", []
    for tenant in (buleleng, surakarta):
        with in_tenant(tenant):
            marks.append(mark_of(text))
    assert marks[0] != marks[1]


def test_a_code_leaves_no_mark_by_which_it_could_be_guessed(dinas: Tenant) -> None:
    message = _sent(CODE.key, {"kode": "482913"})
    assert message.text_mark is None
    assert sent_as("Kode Loket Anda 482913.") is None


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("KTP Anda siap. Klik https://dukcapil-buleleng.xyz/ambil", Sign.LINK),
        ("Buka buleleng.localhost.id-verifikasi.com sekarang", Sign.LINK),
        ("Buka https://buleleng.localhost@evil.top/masuk", Sign.LINK),
        ("Hubungi wa.me/6289999999999 untuk verifikasi", Sign.LINK),
        ("Transfer Rp 50.000 agar KTP dicetak", Sign.MONEY),
        ("Biaya admin 25 ribu", Sign.MONEY),
        ("Balas pesan ini dengan kode OTP Anda", Sign.SECRET),
        ("Silakan kirimkan kata sandi", Sign.SECRET),
        ("Install aplikasi IKD.apk terlampir", Sign.APP),
    ],
)
def test_what_false_messages_ask_for_is_named(text: str, sign: Sign) -> None:
    finding = judged(text, "", is_sent=False, official=OFFICIAL)
    assert finding.verdict == Verdict.FALSE
    assert sign in finding.signs


@pytest.mark.parametrize(
    "text",
    [
        "Gratis, jangan bayar kepada siapa pun. Jangan beri kode ini kepada siapa pun.",
        "Ambil di kantor.Bawa KTP asli, buka https://buleleng.localhost/masuk/",
        "Balas ke halo@buleleng.example atau wa.me/6281200000001, lihat https://www.lapor.go.id/",
    ],
)
def test_our_own_way_of_writing_is_no_sign_of_a_false_message(text: str) -> None:
    assert judged(text, "", is_sent=False, official=OFFICIAL).verdict == Verdict.UNSURE


@pytest.mark.parametrize(
    ("sender", "text", "verdict"),
    [
        ("0812-0000-0001", "", Verdict.OUR_ADDRESS),
        ("+62 812 0000 0001", "Pak, besok datang ya", Verdict.UNSURE),
        ("Halo@Buleleng.example", "", Verdict.OUR_ADDRESS),
        ("buleleng.localhost", "", Verdict.OUR_ADDRESS),
        ("0899 1234 5678", "", Verdict.NOT_OURS),
        ("cs@dukcapil.example", "", Verdict.NOT_OURS),
    ],
)
def test_the_sender_is_compared_with_what_is_ours(sender: str, text: str, verdict: Verdict) -> None:
    assert judged(text, sender, is_sent=False, official=OFFICIAL).verdict == verdict
