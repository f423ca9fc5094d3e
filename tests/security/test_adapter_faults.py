"""An adapter that breaks in a way nobody foresaw: counted, set aside in the end, and never quoted in a log."""

from __future__ import annotations

import logging

import pytest

from loket.foundation.gateways import routes
from loket.foundation.gateways.email.port import TransportError
from loket.foundation.gateways.email.smtp import SmtpAddress, compose
from loket.foundation.gateways.outgoing import Outgoing, Receipt
from loket.foundation.kernel import clock
from loket.notifications.actions.deliver import deliver
from loket.notifications.actions.queue import queue
from loket.notifications.messages import Recipient
from loket.notifications.models import Message
from loket.notifications.rules import ATTEMPTS, LONGEST_PAUSE
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

SARI = Recipient(phone="+6281234567890")


class Broken:
    """Raises what no port promises, with the address in its words."""

    calls = 0

    def send(self, message: Outgoing) -> Receipt:
        """Break."""
        Broken.calls += 1
        raise UnicodeError(f"cannot send to {message.to}")


def test_rule_17_a_crashing_adapter_is_set_aside_after_its_attempts(
    buleleng: Tenant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(routes, "transport_for", lambda channel: Broken())
    with in_tenant(buleleng):
        (message,) = queue("notifications.test", to=SARI, variables={"jam": "08.15 WITA"})
    moment = clock.now()
    with caplog.at_level(logging.INFO):
        for _attempt in range(ATTEMPTS + 2):
            moment += LONGEST_PAUSE * 2
            with clock.frozen(moment):
                deliver(buleleng, message.pk)
    with in_tenant(buleleng):
        message.refresh_from_db()
        assert (message.state, message.error) == ("failed", "crashed")
        assert Message.objects.filter(state="sending").count() == 0
    assert "81234567890" not in caplog.text


def test_rule_17_a_message_that_kills_its_worker_does_not_go_round_for_ever(
    buleleng: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(channel: str) -> Broken:
        raise SystemExit

    monkeypatch.setattr(routes, "transport_for", dies)
    with in_tenant(buleleng):
        (message,) = queue("notifications.test", to=SARI, variables={"jam": "08.15 WITA"})
    moment, outcome = clock.now(), ""
    for _attempt in range(ATTEMPTS * 2 + 2):
        moment += LONGEST_PAUSE
        with clock.frozen(moment):
            try:
                outcome = deliver(buleleng, message.pk)
            except SystemExit:
                continue
            break
    assert outcome == "set aside"
    with in_tenant(buleleng):
        message.refresh_from_db()
        assert (message.state, message.maybe_twice) == ("failed", True)


@pytest.mark.parametrize(
    "to",
    [
        "",
        "@",
        "a@",
        "@b",
        "a b@c.id",
        "a@b\r\nBcc: x@y.id",
        "a@b, c@d.id",
        "ä@bücher.id",
        '"@"@',
        "a\x00@b.id",
    ],
)
def test_no_address_reaches_into_the_headers_of_a_letter(to: str) -> None:
    """Header injection by an address: refused, or one plain To header."""
    sender = SmtpAddress("localhost", 25, "", "", implicit_tls=False, sender="loket@dinas.go.id")
    outgoing = Outgoing("k", "buleleng", "Dinas", to, "accounts.code", "teks", "Kabar")
    try:
        raw = compose(outgoing, sender).as_bytes()
    except TransportError:
        return
    head = raw.partition(b"\r\n\r\n")[0].lower()
    assert head.count(b"\r\nto:") + head.startswith(b"to:") == 1
    assert b"\nbcc:" not in head
