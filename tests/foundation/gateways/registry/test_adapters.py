"""The register's adapters: "none", invented people, and a web service that misbehaves in every way (issue 4)."""

from __future__ import annotations

import socket
import threading
import time
from typing import Any

import pytest

from loket.foundation.gateways.http import JsonClient
from loket.foundation.gateways.registry import Comparison, Question, RegistrySilent, registry_for
from loket.foundation.gateways.registry.stub import people
from loket.foundation.gateways.registry.web import TRIES, WebRegistry
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Nik
from tests.foundation.gateways.provider import Provider, open_provider

NIK = "5108025403949901"


def question(nik: str = NIK, **fields: str) -> Question:
    """A question about Sari of the demo."""
    asked = fields or {"nama": "Ni Luh Putu Sari Dewi", "no_kk": "5108021203119901"}
    return Question(nik, asked, "account_check", "UU 24/2013", key="k-1", tenant="buleleng")


def web(url: str, *, seconds: float = 0.6) -> WebRegistry:
    """The real adapter, allowed to speak to this machine, with no pause between tries."""
    client = JsonClient(url, token="secret-token", total_seconds=seconds, plain_http=True)
    return WebRegistry(client, sleep=lambda _seconds: None)


def answers(provider: Provider, **result: object) -> None:
    """Let the partner answer these words."""
    provider.body = {"found": True, "result": result}


def test_issue_4_none_is_the_default_and_never_answers(settings: Any) -> None:
    settings.LOKET_REGISTRY_URL = "https://token@register.example/check"
    with pytest.raises(RegistrySilent) as caught:
        registry_for("none", tenant="buleleng").compare(question())
    assert not caught.value.is_outage


def test_issue_4_the_stub_compares_with_invented_people() -> None:
    stub = registry_for("stub", tenant="buleleng")
    assert stub.compare(question()) == Comparison(True, {"nama": True, "no_kk": True})
    assert stub.compare(question(nama="NI LUH PUTU SARI", tgl_lahir="1994-03-14")) == Comparison(
        True, {"nama": False, "tgl_lahir": True}
    )
    assert stub.compare(question("5108025403949902")) == Comparison(False, {})
    with pytest.raises(RegistrySilent) as caught:
        stub.compare(question("5108025403949999"))
    assert caught.value.is_outage


def test_every_sample_person_has_a_number_that_was_given_to_nobody() -> None:
    assert len(people()) > 10
    for nik, person in people().items():
        assert Nik.parse(nik, today=clock.now().date()).digits[12:14] == "99", person["nama"]


def test_issue_4_the_web_service_answers_per_field() -> None:
    with open_provider() as provider:
        answers(provider, nama="Sesuai", no_kk="Tidak Sesuai")
        assert web(provider.url).compare(question()) == Comparison(True, {"nama": True, "no_kk": False})
        (sent,) = provider.bodies()
    assert sent == {
        "nik": NIK,
        "fields": {"nama": "Ni Luh Putu Sari Dewi", "no_kk": "5108021203119901"},
        "purpose": "account_check",
        "legal_basis": "UU 24/2013",
        "reference": "k-1",
    }


def test_an_unknown_nik_and_a_field_left_out_are_said_as_such() -> None:
    with open_provider() as provider:
        provider.body = {"found": False}
        assert web(provider.url).compare(question()) == Comparison(False, {})
        answers(provider, nama="Sesuai", no_kk="mungkin")
        assert web(provider.url).compare(question()) == Comparison(True, {"nama": True, "no_kk": None})


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"found": "ya"},
        {"found": True},
        {"found": True, "result": "Sesuai"},
        {"found": 1, "result": {"nama": "Sesuai"}},
        {"data": [{"NIK": NIK, "NAMA_LGKP": "ORANG LAIN"}]},
        {"found": True, "result": {"nama": "Sesuai"}, "rest": "x" * 200_000},
    ],
)
def test_garbage_and_oversize_are_silence_not_an_answer(body: dict[str, object]) -> None:
    with open_provider() as provider:
        provider.body = body
        with pytest.raises(RegistrySilent) as caught:
            web(provider.url, seconds=3).compare(question())
    assert (caught.value.code, caught.value.is_outage) == ("garbage", True)
    assert NIK not in str(caught.value)


def test_a_value_of_the_register_never_comes_through() -> None:
    """Whatever a connector sends too much is dropped here: only yes, no and unsaid leave the adapter."""
    with open_provider() as provider:
        answers(provider, nama="Sesuai", no_kk="5108021203119901", alamat="JL. RAHASIA 1")
        found = web(provider.url).compare(question())
    assert found.verdicts == {"nama": True, "no_kk": None}


def test_a_500_is_tried_once_more_and_then_an_outage() -> None:
    with open_provider() as provider:
        provider.status = 500
        with pytest.raises(RegistrySilent) as caught:
            web(provider.url).compare(question())
        assert len(provider.requests) == TRIES
    assert (caught.value.code, caught.value.is_outage) == ("http_500", True)


@pytest.mark.parametrize(("status", "is_outage"), [(401, False), (403, False), (404, False), (429, True)])
def test_a_wrong_setting_is_not_called_an_outage(status: int, is_outage: bool) -> None:
    with open_provider() as provider:
        provider.status = status
        with pytest.raises(RegistrySilent) as caught:
            web(provider.url).compare(question())
    assert caught.value.is_outage is is_outage


def test_a_slow_answer_in_time_counts_and_a_hanging_one_is_given_up() -> None:
    with open_provider() as provider:
        answers(provider, nama="Sesuai", no_kk="Sesuai")
        provider.stall = 0.2
        assert web(provider.url, seconds=2).compare(question()).is_known
        provider.stall = 3
        begun = time.monotonic()
        with pytest.raises(RegistrySilent):
            web(provider.url, seconds=0.3).compare(question())
        assert time.monotonic() - begun < 2.9, "before the partner would have answered"


def test_a_partner_that_drips_is_given_up_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_drip, args=(server,), daemon=True).start()
        begun = time.monotonic()
        with pytest.raises(RegistrySilent):
            web(f"http://127.0.0.1:{server.getsockname()[1]}", seconds=0.5).compare(question())
        assert time.monotonic() - begun < 6, "long before the last drop"


def _drip(server: socket.socket) -> None:
    try:
        connection, _address = server.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
            for _drop in range(200):
                connection.sendall(b" ")
                time.sleep(0.05)
    except OSError:
        return


def test_nobody_there_and_after_five_outages_nobody_is_asked() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    adapter = web(f"http://127.0.0.1:{port}")
    codes = []
    for _call in range(4):
        with pytest.raises(RegistrySilent) as caught:
            adapter.compare(question())
        codes.append(caught.value.code)
    assert codes == ["unreachable", "unreachable", "resting", "resting"]
