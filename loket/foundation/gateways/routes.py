"""Which adapter carries a channel in this installation: chosen by settings, one place.

Demo and tests use the sandbox phone, except that e-mail is real as soon as LOKET_SMTP_URL is set. In
production a channel without settings does not exist: messages go on to the next channel of the dinas.

One address per channel says everything: ``https://<token>@sms.example/send?sender=LOKET`` and
``https://<token>@graph.facebook.com/v21.0/<phone number id>?template=kabar``.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

from django.conf import settings

from loket.foundation.gateways.email.sandbox import SandboxEmail
from loket.foundation.gateways.email.smtp import SmtpAddress, SmtpEmail
from loket.foundation.gateways.http import JsonClient
from loket.foundation.gateways.outgoing import Outgoing, Receipt, TransportError
from loket.foundation.gateways.provider_address import ProviderAddress
from loket.foundation.gateways.sms.http_json import HttpJsonSms
from loket.foundation.gateways.sms.sandbox import SandboxSms
from loket.foundation.gateways.whatsapp.cloud_api import CloudApiWhatsapp
from loket.foundation.gateways.whatsapp.sandbox import SandboxWhatsapp

CHANNELS = ("whatsapp", "sms", "email")


class Transport(Protocol):
    """What the three ports have in common."""

    def send(self, message: Outgoing) -> Receipt:
        """Hand over one message; raises TransportError."""
        ...


class NotConfigured:
    """A channel this installation does not have."""

    def send(self, message: Outgoing) -> Receipt:
        """Refuse for good, so that the message takes its next channel."""
        raise TransportError("not_configured", permanent=True)


def transport_for(channel: str) -> Transport:
    """The adapter for ``whatsapp``, ``sms`` or ``email``; kept open for the life of the process."""
    return _BUILDERS[channel](_setting("LOKET_MODE") != "production")


def shown_senders() -> list[str]:
    """Names and addresses under which messages arrive, as far as the settings tell: of SMS and of e-mail."""
    sms, smtp = _setting("LOKET_SMS_URL"), _setting("LOKET_SMTP_URL")
    name = ProviderAddress.from_url(sms).options.get("sender", "") if sms else ""
    return [one for one in (name, SmtpAddress.from_url(smtp).sender if smtp else "") if one]


def _sms(has_sandbox: bool) -> Transport:
    url = _setting("LOKET_SMS_URL")
    if url:
        return _sms_provider(url)
    return SandboxSms() if has_sandbox else NotConfigured()


def _whatsapp(has_sandbox: bool) -> Transport:
    url = _setting("LOKET_WHATSAPP_URL")
    if url:
        return _whatsapp_provider(url)
    return SandboxWhatsapp() if has_sandbox else NotConfigured()


def _email(has_sandbox: bool) -> Transport:
    url = _setting("LOKET_SMTP_URL")
    if url:
        return _smtp(url)
    return SandboxEmail() if has_sandbox else NotConfigured()


_BUILDERS: dict[str, Callable[[bool], Transport]] = {
    "sms": _sms,
    "whatsapp": _whatsapp,
    "email": _email,
}


@lru_cache(maxsize=8)
def _sms_provider(url: str) -> Transport:
    address = ProviderAddress.from_url(url)
    return HttpJsonSms(JsonClient(address.url, token=address.token), sender=address.options.get("sender", ""))


@lru_cache(maxsize=8)
def _whatsapp_provider(url: str) -> Transport:
    address = ProviderAddress.from_url(url)
    base, _, number_id = address.url.rpartition("/")
    client = JsonClient(base, token=address.token)
    return CloudApiWhatsapp(client, phone_number_id=number_id, template=address.options.get("template", ""))


@lru_cache(maxsize=8)
def _smtp(url: str) -> Transport:
    return SmtpEmail(SmtpAddress.from_url(url))


def _setting(name: str) -> str:
    return str(getattr(settings, name, "") or "")
