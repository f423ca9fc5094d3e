"""Kinds of messages for the tests, worded through the dinas' own texts, and a line that can be cut."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from loket.foundation.gateways import routes
from loket.foundation.gateways.outgoing import Outgoing, Receipt, TransportError
from loket.notifications.kinds import MessageKind, kinds
from loket.notifications.messages import Recipient
from loket.notifications.models import MessageText
from loket.tenants.models import Tenant

SARI = Recipient(phone="+6281234567890", language="id", name="Sari")
NEWS = MessageKind("news", "notifications", {"nomor": "BLL-26-7KQ4M2XP-C"}, title="Kabar", email=True)
CODE = MessageKind(
    "code",
    "notifications",
    {"kode": "482913"},
    urgent=True,
    secret=True,
    lifetime=timedelta(minutes=5),
)
QUIET = MessageKind("quiet", "notifications", {"nomor": "BLL-26-7KQ4M2XP-C"}, default_on=False)
#: refs whose news is no longer true
UNTRUE: set[str] = set()
READY = MessageKind(
    "ready",
    "notifications",
    {"nomor": "BLL-26-7KQ4M2XP-C"},
    still_true=lambda ref: ref not in UNTRUE,
)
WORDINGS = {
    NEWS: ("Permohonan {nomor} diterima {dinas}.", "Application {nomor} received by {dinas}."),
    CODE: ("Kode Loket Anda {kode}.", "Your Loket code is {kode}."),
    QUIET: ("Permohonan {nomor} dalam proses.", "Application {nomor} in progress."),
    READY: ("{nomor} siap diambil.", "{nomor} is ready."),
}


class Line:
    """A channel under the test's control: notes what was handed over, fails as told."""

    def __init__(self) -> None:
        """Works until told otherwise."""
        self.sent: list[Outgoing] = []
        self.faults: list[TransportError] = []

    def send(self, message: Outgoing) -> Receipt:
        """Fail with the next fault, or take the message."""
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append(message)
        return Receipt(provider_id=f"line-{len(self.sent)}")


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> dict[str, Line]:
    """One controllable line per channel in place of the adapters."""
    made = {channel: Line() for channel in routes.CHANNELS}
    monkeypatch.setattr(routes, "transport_for", made.__getitem__)
    return made


@pytest.fixture
def dinas(in_buleleng: Tenant) -> Iterator[Tenant]:
    """Buleleng, in scope, with the kinds of the tests worded; WhatsApp first, then SMS."""
    kinds.register(*WORDINGS)
    for kind, texts in WORDINGS.items():
        for language, text in zip(("id", "en"), texts, strict=True):
            MessageText.objects.create(kind=kind.key, channel="whatsapp", language=language, text=text)
            MessageText.objects.create(kind=kind.key, channel="sms", language=language, text=f"LOKET: {text}")
            MessageText.objects.create(kind=kind.key, channel="email", language=language, text=text)
    in_buleleng.notify_channels = ["whatsapp", "sms"]
    in_buleleng.save()
    UNTRUE.clear()
    yield in_buleleng
    for kind in WORDINGS:
        kinds.forget(kind.key)


@pytest.fixture(autouse=True)
def data_folder(request: pytest.FixtureRequest, tmp_path: Path, settings: object) -> Path:
    """A sandbox phone of the test's own; kill tests share the run's folder with their workers."""
    if "kill" not in request.keywords:
        settings.LOKET_DATA = tmp_path  # type: ignore[attr-defined]  # pytest-django's wrapper
    return tmp_path
