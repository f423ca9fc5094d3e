"""X-4: each dinas' own order of channels; one that fails falls back to the next, once each."""

from __future__ import annotations

from typing import Any

import pytest

from loket.foundation.gateways import sandbox_phone
from loket.foundation.gateways.email.sandbox import SandboxEmail
from loket.foundation.gateways.outgoing import Outgoing, TransportError
from loket.foundation.gateways.sms.sandbox import SandboxSms
from loket.foundation.gateways.whatsapp.sandbox import SandboxWhatsapp
from loket.notifications.actions.deliver import deliver
from loket.notifications.actions.queue import queue
from loket.notifications.messages import Recipient
from loket.notifications.models import Message
from loket.notifications.queries import given_up_messages
from loket.tenants.actions.change_settings import change_settings
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

ADAPTERS: dict[str, Any] = {"whatsapp": SandboxWhatsapp, "sms": SandboxSms, "email": SandboxEmail}
SARI = Recipient(phone="+6281234567890", email="sari@contoh.example", name="Sari")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, settings: object) -> list[str]:
    """Sandbox adapters that fail for good while their channel stands in the list."""
    settings.LOKET_SMTP_URL = ""  # type: ignore[attr-defined]  # pytest-django's wrapper
    out: list[str] = []
    for channel, adapter in ADAPTERS.items():
        works = adapter.send

        def send(self: object, message: Outgoing, *, channel: str = channel, works: object = works) -> object:
            if channel in out:
                raise TransportError("refused", permanent=True)
            return works(self, message)  # type: ignore[operator]  # the adapter's own method

        monkeypatch.setattr(adapter, "send", send)
    return out


def told(tenant: Tenant) -> list[str]:
    """Promise one message, let the worker do what there is to do; the channels on which Sari was told."""
    with in_tenant(tenant):
        queue("notifications.test", to=SARI, variables={"jam": "08.15 WITA"}, ref="X-4")
        while message := Message.objects.filter(state="queued").first():
            deliver(tenant, message.pk)
    received = sandbox_phone.read(tenant=tenant.slug)
    assert all(message.deliveries == 1 for message in received)
    return [message.channel for message in received]


def order(tenant: Tenant, *channels: str) -> None:
    with in_tenant(tenant):
        change_settings({"notify_channels": list(channels)})
    tenant.refresh_from_db()


@pytest.mark.parametrize(
    ("out", "arrived"),
    [
        ([], ["whatsapp"]),
        (["whatsapp"], ["sms"]),
        (["whatsapp", "sms"], ["email"]),
        (["sms", "email"], ["whatsapp"]),
        (["whatsapp", "sms", "email"], []),
    ],
)
def test_x_4_the_next_channel_takes_over_once_each(
    buleleng: Tenant, broken: list[str], out: list[str], arrived: list[str]
) -> None:
    order(buleleng, "whatsapp", "sms", "email")
    broken += out
    assert told(buleleng) == arrived
    with in_tenant(buleleng):
        tried = [message.channel for message in Message.objects.order_by("pk")]
        assert tried == ["whatsapp", "sms", "email"][: len(tried)]
        assert len(tried) == len(set(tried)), "no channel twice"
        assert given_up_messages().count() == (0 if arrived else 1)


def test_x_4_the_order_is_a_setting_of_each_dinas(
    buleleng: Tenant, surakarta: Tenant, broken: list[str]
) -> None:
    order(buleleng, "email", "sms")
    order(surakarta, "sms", "email")
    assert told(buleleng) == ["email"]
    assert told(surakarta) == ["sms"]
    broken += ["email"]
    assert told(buleleng) == ["sms", "email"], "newest first: the second message fell back to SMS"
    assert told(surakarta) == ["sms", "sms"]


def test_x_4_who_has_no_address_on_the_first_channel_is_told_on_the_next(
    buleleng: Tenant, broken: list[str]
) -> None:
    order(buleleng, "email", "sms")
    with in_tenant(buleleng):
        queue("notifications.test", to=Recipient(phone=SARI.phone), variables={"jam": "08.15 WITA"})
        assert [message.channel for message in Message.objects.all()] == ["sms"]
