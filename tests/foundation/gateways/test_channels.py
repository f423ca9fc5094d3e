"""One contract for every adapter of every channel: what it hands over, and how it says no."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from loket.foundation.gateways import routes, sandbox_phone
from loket.foundation.gateways.email.sandbox import SandboxEmail
from loket.foundation.gateways.email.smtp import SmtpAddress, SmtpEmail
from loket.foundation.gateways.http import JsonClient
from loket.foundation.gateways.outgoing import Outgoing, Receipt, TransportError
from loket.foundation.gateways.routes import Transport
from loket.foundation.gateways.sms.http_json import HttpJsonSms
from loket.foundation.gateways.sms.sandbox import SandboxSms
from loket.foundation.gateways.whatsapp.cloud_api import CloudApiWhatsapp
from loket.foundation.gateways.whatsapp.sandbox import SandboxWhatsapp

from .postoffice import free_port, open_post_office
from .provider import open_provider

MESSAGE = Outgoing(
    key="0b9f6a52-3d1c-4a0e-9d27-0a5f3c1f2b11",
    tenant="buleleng",
    sender="Disdukcapil Buleleng",
    to="+6281234567890",
    kind="applications.ready",
    text="KTP Anda siap diambil. Nomor BLL-26-7KQ4M2XP-C.\nGratis – jangan bayar.",
)
LETTER = replace(MESSAGE, to="sari@example.com", subject="KTP siap diambil – besok")


@dataclass
class Rig:
    """One adapter with the levers of the world behind it; a lever that makes no sense there is None."""

    transport: Transport
    message: Outgoing
    #: what arrived: (key, to, text)
    arrived: Callable[[], list[tuple[str, str, str]]]
    refuse: Callable[[], None] | None = None
    be_busy: Callable[[], None] | None = None
    stall: Callable[[], None] | None = None
    cut: Callable[[], None] | None = None
    #: the same adapter towards a port where nobody listens
    nobody: Transport | None = None


@pytest.fixture
def sandbox_rig(tmp_path: Path, settings: Any) -> Callable[[Transport, Outgoing], Rig]:
    """A rig around the sandbox phone."""
    settings.LOKET_DATA = tmp_path

    def make(transport: Transport, message: Outgoing) -> Rig:
        return Rig(transport, message, lambda: [(m.key, m.to, m.text) for m in sandbox_phone.read()])

    return make


@pytest.fixture
def sandbox_sms(sandbox_rig: Callable[[Transport, Outgoing], Rig]) -> Rig:
    return sandbox_rig(SandboxSms(), MESSAGE)


@pytest.fixture
def sandbox_whatsapp(sandbox_rig: Callable[[Transport, Outgoing], Rig]) -> Rig:
    return sandbox_rig(SandboxWhatsapp(), MESSAGE)


@pytest.fixture
def sandbox_email(sandbox_rig: Callable[[Transport, Outgoing], Rig]) -> Rig:
    return sandbox_rig(SandboxEmail(), LETTER)


def client(url: str) -> JsonClient:
    """A client that may talk to this machine and does not wait for long."""
    return JsonClient(url, token="secret-token", total_seconds=0.6, plain_http=True)


@pytest.fixture
def http_json_sms() -> Iterator[Rig]:
    with open_provider() as provider:
        provider.body = {"id": "sms-1"}
        yield Rig(
            HttpJsonSms(client(provider.url), sender="LOKET"),
            MESSAGE,
            lambda: [(str(b["reference"]), str(b["to"]), str(b["message"])) for b in provider.bodies()],
            refuse=lambda: setattr(provider, "status", 400),
            be_busy=lambda: setattr(provider, "status", 429),
            stall=lambda: setattr(provider, "stall", 5.0),
            cut=lambda: setattr(provider, "cut", True),
            nobody=HttpJsonSms(client(f"http://127.0.0.1:{free_port()}")),
        )


@pytest.fixture
def cloud_api_whatsapp() -> Iterator[Rig]:
    def arrived(body: dict[str, Any]) -> tuple[str, str, str]:
        return body["biz_opaque_callback_data"], "+" + body["to"], body["text"]["body"]

    with open_provider() as provider:
        provider.body = {"messages": [{"id": "wamid.1"}]}

        def refuse() -> None:
            provider.status, provider.body = 400, {"error": {"code": 131026}}

        def be_busy() -> None:
            provider.status, provider.body = 400, {"error": {"code": 130429}}

        yield Rig(
            CloudApiWhatsapp(client(provider.url), phone_number_id="1234"),
            MESSAGE,
            lambda: [arrived(body) for body in provider.bodies()],
            refuse=refuse,
            be_busy=be_busy,
            stall=lambda: setattr(provider, "stall", 5.0),
            cut=lambda: setattr(provider, "cut", True),
            nobody=CloudApiWhatsapp(client(f"http://127.0.0.1:{free_port()}"), phone_number_id="1234"),
        )


@pytest.fixture
def smtp_email() -> Iterator[Rig]:
    with open_post_office() as office:
        yield Rig(
            SmtpEmail(SmtpAddress.from_url(office.url), total_seconds=0.6),
            LETTER,
            lambda: [
                (key, str(letter["To"]), letter.get_content().replace("\r\n", "\n").rstrip("\n"))
                for key, letter in zip(office.by_key().elements(), office.letters, strict=True)
            ],
            refuse=lambda: setattr(office, "recipient_answer", "550 no such person"),
            be_busy=lambda: setattr(office, "recipient_answer", "451 greylisted, come back"),
            stall=lambda: setattr(office, "stall", 5.0),
            nobody=SmtpEmail(SmtpAddress.from_url(f"smtp://127.0.0.1:{free_port()}"), total_seconds=0.6),
        )


SANDBOXES = ["sandbox_sms", "sandbox_whatsapp", "sandbox_email"]
REAL = ["http_json_sms", "cloud_api_whatsapp", "smtp_email"]


@pytest.fixture
def rig(request: pytest.FixtureRequest) -> Rig:
    """The adapter that the test runs against."""
    found: Rig = request.getfixturevalue(request.param)
    return found


def fault_of(rig: Rig, transport: Transport | None = None) -> TransportError:
    """The error of one attempt."""
    with pytest.raises(TransportError) as caught:
        (transport or rig.transport).send(rig.message)
    return caught.value


@pytest.mark.parametrize("rig", SANDBOXES + REAL, indirect=True)
def test_the_message_arrives_as_it_was_written(rig: Rig) -> None:
    receipt = rig.transport.send(rig.message)
    assert rig.arrived() == [(rig.message.key, rig.message.to, rig.message.text)]
    assert isinstance(receipt, Receipt)
    assert receipt.provider_id


@pytest.mark.parametrize("rig", SANDBOXES + REAL, indirect=True)
def test_the_same_message_again_carries_the_same_key(rig: Rig) -> None:
    rig.transport.send(rig.message)
    rig.transport.send(rig.message)
    assert {key for key, _, _ in rig.arrived()} == {rig.message.key}


@pytest.mark.parametrize("rig", SANDBOXES, indirect=True)
def test_the_sandbox_keeps_it_once_and_counts(rig: Rig) -> None:
    for _ in range(3):
        rig.transport.send(rig.message)
    assert [message.deliveries for message in sandbox_phone.read()] == [3]


@pytest.mark.parametrize("rig", REAL, indirect=True)
def test_a_refusal_is_for_good(rig: Rig) -> None:
    assert rig.refuse
    rig.refuse()
    fault = fault_of(rig)
    assert (fault.permanent, fault.uncertain) == (True, False)


@pytest.mark.parametrize("rig", REAL, indirect=True)
def test_later_means_later(rig: Rig) -> None:
    assert rig.be_busy
    rig.be_busy()
    fault = fault_of(rig)
    assert (fault.permanent, fault.uncertain) == (False, False)


@pytest.mark.parametrize("rig", REAL, indirect=True)
def test_nobody_there_means_later(rig: Rig) -> None:
    fault = fault_of(rig, rig.nobody)
    assert (fault.code, fault.permanent, fault.uncertain) == ("unreachable", False, False)


@pytest.mark.parametrize("rig", REAL, indirect=True)
def test_a_partner_that_hangs_is_left_in_time_and_the_doubt_is_told(rig: Rig) -> None:
    """R47: hang."""
    assert rig.stall
    rig.stall()
    began = time.monotonic()
    fault = fault_of(rig)
    assert time.monotonic() - began < 4.5, "before the partner would have answered"
    assert (fault.permanent, fault.uncertain) == (False, True)


@pytest.mark.parametrize("rig", REAL[:2], indirect=True)
def test_an_answer_that_never_came_is_told(rig: Rig) -> None:
    assert rig.cut
    rig.cut()
    fault = fault_of(rig)
    assert (fault.permanent, fault.uncertain) == (False, True)


@pytest.mark.parametrize("rig", REAL, indirect=True)
def test_a_partner_that_is_down_is_left_alone_for_a_while(rig: Rig) -> None:
    assert rig.nobody
    codes = [fault_of(rig, rig.nobody).code for _ in range(6)]
    assert codes == ["unreachable"] * 5 + ["resting"]


@pytest.mark.parametrize("rig", REAL, indirect=True)
def test_errors_hold_neither_address_nor_text(rig: Rig) -> None:
    """R55: no personal data in errors."""
    assert rig.refuse
    rig.refuse()
    fault = fault_of(rig)
    assert rig.message.to not in f"{fault!r} {fault}"
    assert "KTP" not in f"{fault!r} {fault}"


def test_every_channel_has_an_adapter_in_tests_and_demo(settings: Any) -> None:
    settings.LOKET_SMTP_URL = ""
    kinds = {channel: type(routes.transport_for(channel)).__name__ for channel in routes.CHANNELS}
    assert kinds == {"whatsapp": "SandboxWhatsapp", "sms": "SandboxSms", "email": "SandboxEmail"}


def test_mail_is_real_as_soon_as_there_is_a_server(settings: Any) -> None:
    settings.LOKET_SMTP_URL = "smtp://mail.example:587"
    assert isinstance(routes.transport_for("email"), SmtpEmail)


def test_production_has_no_sandbox(settings: Any) -> None:
    settings.LOKET_MODE, settings.LOKET_SMTP_URL = "production", ""
    for channel in routes.CHANNELS:
        with pytest.raises(TransportError, match="not_configured"):
            routes.transport_for(channel).send(MESSAGE)
