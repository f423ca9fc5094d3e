"""Real e-mail by SMTP.

``smtp://user:password@host:587/?from=loket@dinas.go.id`` (STARTTLS when the server offers it, demanded when
there is a password) or ``smtps://…:465``. The Message-ID comes from the idempotency key, so a message that
had to be sent again is recognised as the same by the servers that receive it.
"""

import contextlib
import ipaddress
import smtplib
import ssl
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from loket.foundation.gateways.breaker import Breaker
from loket.foundation.gateways.deadline import DeadlinePassed, within
from loket.foundation.gateways.email.port import Outgoing, Receipt, TransportError
from loket.foundation.kernel import clock

CONNECT_SECONDS = 5.0
TOTAL_SECONDS = 20.0


@dataclass(frozen=True)
class SmtpAddress:
    """The mail server and the way to it, as read from LOKET_SMTP_URL."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    #: TLS from the first byte (smtps)
    implicit_tls: bool
    #: the address that letters come from
    sender: str

    @classmethod
    def from_url(cls, url: str) -> "SmtpAddress":
        """Read the URL; raises ValueError with a plain sentence when it is none."""
        parts = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("LOKET_SMTP_URL must look like smtp://user:password@host:587/?from=address")
        implicit = parts.scheme == "smtps"
        return cls(
            host=parts.hostname,
            port=parts.port or (465 if implicit else 587),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            implicit_tls=implicit,
            sender=parse_qs(parts.query).get("from", [f"loket@{parts.hostname}"])[0],
        )

    @property
    def is_on_this_machine(self) -> bool:
        """Whether the way to the server does not leave the machine (no TLS needed then)."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


class SmtpEmail:
    """Sends each letter over a connection of its own."""

    def __init__(self, address: SmtpAddress, *, total_seconds: float = TOTAL_SECONDS):
        """``total_seconds`` bounds one letter, connection included."""
        self._address = address
        self._total = total_seconds
        self._breaker = Breaker()

    def send(self, message: Outgoing) -> Receipt:
        """Hand over one letter; see the port."""
        letter = compose(message, self._address)
        with self._breaker.guarding():
            try:
                within(self._total, lambda: self._deliver(letter, message.to))
            except DeadlinePassed as error:
                raise TransportError("deadline", uncertain=True) from error
        return Receipt(provider_id=str(letter["Message-ID"]))

    def _deliver(self, letter: EmailMessage, to: str) -> None:
        try:
            connection = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise TransportError("unreachable") from error
        try:
            _hand_over(connection, letter, sender=self._address.sender, to=to)
            with contextlib.suppress(OSError, smtplib.SMTPException):
                connection.quit()  # taken is taken, whatever the server says to our leaving
        finally:
            connection.close()

    def _connect(self) -> smtplib.SMTP:
        address = self._address
        seconds = min(CONNECT_SECONDS, self._total)
        if address.implicit_tls:
            context = ssl.create_default_context()
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                address.host, address.port, timeout=seconds, context=context
            )
        else:
            connection = smtplib.SMTP(address.host, address.port, timeout=seconds)
        connection.ehlo_or_helo_if_needed()
        if not address.implicit_tls and connection.has_extn("starttls"):
            connection.starttls(context=ssl.create_default_context())
            connection.ehlo()
        elif not address.implicit_tls and address.password and not address.is_on_this_machine:
            raise TransportError("no_tls")
        if address.user:
            connection.login(address.user, address.password)
        return connection


def compose(message: Outgoing, address: SmtpAddress) -> EmailMessage:
    """The letter with its headers; raises TransportError (permanent) when an address is none."""
    domain = address.sender.rpartition("@")[2]
    letter = EmailMessage(policy=SMTP)
    if not message.to.isascii():  # no server we know takes them without SMTPUTF8
        raise TransportError("bad_address", permanent=True)
    try:
        letter["From"] = Address(display_name=message.sender, addr_spec=address.sender)
        letter["To"] = Address(addr_spec=message.to)
        letter["Subject"] = message.subject
    except (ValueError, IndexError, MessageError) as error:  # a line break or no address: any of them
        raise TransportError("bad_address", permanent=True) from error
    letter["Message-ID"] = f"<{message.key}@{domain}>"
    letter["Date"] = format_datetime(clock.now())
    letter["Auto-Submitted"] = "auto-generated"
    letter["X-Auto-Response-Suppress"] = "All"
    letter.set_content(message.text, charset="utf-8", cte="quoted-printable")
    letter["Content-Language"] = message.language  # after the content, which brings its own headers
    return letter


def _hand_over(connection: smtplib.SMTP, letter: EmailMessage, *, sender: str, to: str) -> None:
    asked_to_keep = False
    try:
        _expect(connection.mail(sender), ours=True)
        _expect(connection.rcpt(to))
        asked_to_keep = True
        _expect(connection.data(letter.as_bytes()))
    except smtplib.SMTPResponseException as error:
        raise TransportError(f"smtp_{error.smtp_code}", permanent=error.smtp_code >= 500) from error
    except (OSError, smtplib.SMTPException) as error:
        raise TransportError("cut", uncertain=asked_to_keep) from error


def _expect(answer: tuple[int, bytes], *, ours: bool = False) -> None:
    """Raise unless the server agreed; ``ours``: a refusal is about our sender, so not the resident's fault."""
    code = answer[0]
    if code >= 400:
        raise TransportError(f"smtp_{code}", permanent=code >= 500 and not ours)
