"""/cek-pesan/: plainly ours, plainly not, or not sure; nothing personal is shown, kept or logged."""

from __future__ import annotations

import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loket.faces.portal.messages import limits
from loket.foundation.kernel import clock
from loket.notifications.actions.queue import queue
from loket.notifications.models import Message
from loket.notifications.recipients import Recipient
from loket.tenants.models import Tenant
from tests.cast import BULELENG_HOST

SARI = Recipient(phone="+6281234567890", language="id", name="Sari")
PAGE = "/cek-pesan/"


@pytest.fixture
def visitor(in_buleleng: Tenant) -> Client:
    """Somebody without an account."""
    return Client(headers={"host": BULELENG_HOST})


def _sent() -> Message:
    values = {"nomor": "BLL-26-7KQ4M2XP-C", "layanan": "KTP hilang"}
    message = queue("applications.approved", to=SARI, variables=_all("applications.approved", values))[0]
    Message.objects.filter(pk=message.pk).update(state="sent", done_at=clock.now())
    return message


def _all(kind: str, known: dict[str, str]) -> dict[str, str]:
    from loket.notifications.kinds import kinds

    return {**kinds[kind].variables, **known}


def _told(visitor: Client, teks: str = "", pengirim: str = "", *, status: int = 200) -> str:
    answer = visitor.post(PAGE, {"teks": teks, "pengirim": pengirim})
    assert answer.status_code == status
    return answer.content.decode()


def test_a_message_of_ours_is_confirmed_with_kind_and_day_and_nothing_else(visitor: Client) -> None:
    message = _sent()
    page = _told(visitor, message.text)
    assert "Ya, pesan ini dari kami." in page
    told = page[page.index("Ya, pesan ini") : page.index("Isi pesan")]
    assert "Terkirim" in told
    assert "7KQ4M2XP" not in told
    assert "81234567890" not in page


def test_a_false_message_is_warned_of_with_its_signs_and_where_to_report(visitor: Client) -> None:
    page = _told(visitor, "KTP siap. Transfer Rp 50.000, klik http://dukcapil-bll.xyz/ktp")
    assert "Kami tidak menulis seperti ini." in page
    assert "dukcapil-bll.xyz" in page
    assert 'href="http://dukcapil-bll.xyz' not in page
    assert "Meminta uang." in page
    assert "/aduan/" in page


def test_numbers_and_hosts_of_ours_are_listed_and_known(visitor: Client, in_buleleng: Tenant) -> None:
    page = visitor.get(PAGE).content.decode()
    assert BULELENG_HOST.replace(".", ".<wbr>") in page
    assert "0812 0000 0001" in page or "0812-0000-0001" in page
    assert "nomor atau alamat resmi kami." in _told(visitor, pengirim=in_buleleng.whatsapp)
    assert "Ini bukan nomor atau alamat kami." in _told(visitor, pengirim="0899 7777 1234")


def test_a_true_number_with_an_unknown_text_is_not_enough(visitor: Client) -> None:
    """The number of a case may be overheard: it proves no message."""
    _sent()
    page = _told(visitor, "Permohonan BLL-26-7KQ4M2XP-C perlu dilengkapi, balas ya")
    assert "Kami belum bisa memastikan." in page


def test_nothing_pasted_is_kept_or_logged(visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
    secret = "NIK 5108025403949901 dikirim ke Men Rempeg di rumah"
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as asked:
        _told(visitor, secret)
    assert "Rempeg" not in caplog.text
    kept = [query["sql"] for query in asked.captured_queries if "Rempeg" in query["sql"]]
    assert not kept, kept


def test_an_empty_form_says_what_to_do(visitor: Client) -> None:
    assert "Tempel isi pesan, atau isi nomor pengirimnya." in _told(visitor, status=422)


def test_guessing_is_stopped(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TENANT", limits.Limit("check-message-tenant", 2, 60))
    for _number in range(2):
        _told(visitor, "Apakah pesan ini sungguh dari dinas?")
    assert "Terlalu banyak percobaan." in _told(visitor, "Apakah pesan ini sungguh dari dinas?", status=429)


def test_help_home_and_privacy_lead_to_it(visitor: Client) -> None:
    for page in ("/", "/bantuan/", "/privasi/"):
        assert 'href="/cek-pesan/"' in visitor.get(page).content.decode(), page
