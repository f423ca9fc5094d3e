"""The client for everything that leaves: https, no redirects, bounded answers."""

from __future__ import annotations

from typing import Any

import pytest

from loket.foundation.gateways import routes
from loket.foundation.gateways.http import JsonClient
from loket.foundation.gateways.outgoing import TransportError
from loket.foundation.gateways.provider_address import ProviderAddress
from loket.foundation.gateways.sms.http_json import HttpJsonSms
from loket.foundation.gateways.whatsapp.cloud_api import CloudApiWhatsapp

from .provider import open_provider
from .test_channels import MESSAGE, client


def test_a_providers_address_says_everything() -> None:
    address = ProviderAddress.from_url("https://s%2Fecret@sms.example:8443/send/?sender=LOKET")
    assert (address.url, address.token) == ("https://sms.example:8443/send", "s/ecret")
    assert address.options == {"sender": "LOKET"}
    assert "ecret" not in repr(address)
    with pytest.raises(ValueError, match="https"):
        ProviderAddress.from_url("sms.example/send")


def test_whatsapp_is_reached_by_one_setting(settings: Any) -> None:
    settings.LOKET_WHATSAPP_URL = "https://token@graph.facebook.com/v21.0/123456?template=kabar"
    settings.LOKET_SMS_URL = "https://token@sms.example/send?sender=LOKET"
    assert isinstance(routes.transport_for("whatsapp"), CloudApiWhatsapp)
    assert isinstance(routes.transport_for("sms"), HttpJsonSms)


def test_plain_http_is_refused() -> None:
    with pytest.raises(ValueError, match="https"):
        JsonClient("http://sms.example", token="x")


def test_a_redirect_is_not_followed() -> None:
    with open_provider() as provider:
        provider.status = 302
        with pytest.raises(TransportError) as caught:
            HttpJsonSms(client(provider.url)).send(MESSAGE)
        assert caught.value.permanent
        assert len(provider.requests) == 1


def test_an_endless_answer_is_cut() -> None:
    with open_provider() as provider:
        provider.body = {"id": "x" * 1_000_000}
        assert HttpJsonSms(client(provider.url)).send(MESSAGE).provider_id == ""


def test_key_and_token_travel_in_headers() -> None:
    with open_provider() as provider:
        HttpJsonSms(client(provider.url)).send(MESSAGE)
        _, headers, _ = provider.requests[0]
    headers = {name.lower(): value for name, value in headers.items()}
    assert headers["idempotency-key"] == MESSAGE.key
    assert headers["authorization"] == "Bearer secret-token"


def test_providers_with_other_words_get_their_own() -> None:
    fields = {"to": "nohp", "text": "pesan", "key": "ref"}
    with open_provider() as provider:
        HttpJsonSms(client(provider.url), sender="LOKET", fields=fields).send(MESSAGE)
        assert set(provider.bodies()[0]) == {"nohp", "pesan", "ref", "sender"}


def test_whatsapp_outside_a_conversation_uses_the_approved_template() -> None:
    with open_provider() as provider:
        CloudApiWhatsapp(client(provider.url), phone_number_id="1", template="kabar").send(MESSAGE)
        template = provider.bodies()[0]["template"]
    assert isinstance(template, dict)
    assert (template["name"], template["language"]) == ("kabar", {"code": "id"})
    (parameter,) = template["components"][0]["parameters"]
    assert parameter["text"] == " ".join(MESSAGE.text.split())


@pytest.mark.parametrize(
    ("status", "is_permanent"), [(401, False), (403, False), (404, True), (500, False), (503, False)]
)
def test_a_wrong_setting_of_ours_keeps_messages_waiting(status: int, is_permanent: bool) -> None:
    with open_provider() as provider:
        provider.status = status
        with pytest.raises(TransportError) as caught:
            HttpJsonSms(client(provider.url)).send(MESSAGE)
    assert caught.value.permanent is is_permanent
