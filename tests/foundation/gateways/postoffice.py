"""A real SMTP server for tests: keeps letters, and refuses or stalls as told."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class PostOffice:
    """What came in, and how the next letters are met."""

    url: str = ""
    letters: list[EmailMessage] = field(default_factory=list)
    #: answer to RCPT, such as "451 later"; empty takes everybody
    recipient_answer: str = ""
    #: answer to DATA
    letter_answer: str = "250 OK"
    #: seconds before the letter is acknowledged
    stall: float = 0.0

    def by_key(self) -> Counter[str]:
        """How often each idempotency key came, read from the Message-ID."""
        return Counter(str(letter["Message-ID"]).strip("<>").partition("@")[0] for letter in self.letters)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take or refuse a recipient."""
        if self.recipient_answer:
            return self.recipient_answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take or refuse a letter."""
        if self.letter_answer.startswith("250"):
            letter = message_from_bytes(bytes(envelope.content or b""), policy=policy.default)
            self.letters.append(letter)
        await asyncio.sleep(self.stall)
        return self.letter_answer


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """A server on a free port of this machine."""
    office = PostOffice()
    port = free_port()
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    office.url = f"smtp://127.0.0.1:{port}/?from=loket@buleleng.example"
    try:
        yield office
    finally:
        controller.stop()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
