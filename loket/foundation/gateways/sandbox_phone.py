"""The sandbox phone: every message "sent" by the sandbox adapters, kept in one SQLite file of the data folder.

Several processes write at once (web, workers, tests), hence a file of its own with write-ahead logging
rather than memory. A message is kept once per idempotency key; how often it was handed over is counted,
so that the kill tests can tell "once" from "twice but swallowed".
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from loket.foundation.gateways.outgoing import Outgoing, Receipt
from loket.foundation.kernel import clock

SCHEMA = """
create table if not exists message (
    id integer primary key,
    key text not null unique,
    tenant text not null,
    channel text not null,
    recipient text not null,
    kind text not null,
    subject text not null,
    body text not null,
    created_at text not null,
    deliveries integer not null default 1
);
create index if not exists message_recipient on message (recipient, id);
"""
INSERT = (
    "insert into message (key, tenant, channel, recipient, kind, subject, body, created_at)"
    " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (key) do update set deliveries = deliveries + 1"
)
SELECT = (
    "select key, tenant, channel, recipient, kind, subject, body, created_at, deliveries from message"
    " where (:to is null or recipient = :to) and (:tenant is null or tenant = :tenant)"
    " order by id desc limit :limit"
)


@dataclass(frozen=True)
class SandboxMessage:
    """One message as it lies on the sandbox phone."""

    key: str
    tenant: str
    channel: str
    to: str
    kind: str
    subject: str
    text: str
    created_at: datetime
    #: how often an adapter handed it over; more than one means a repeated send was swallowed here
    deliveries: int


def file() -> Path:
    """Where the messages are kept."""
    return Path(settings.LOKET_DATA) / "sandbox.sqlite3"


def deliver(channel: str, message: Outgoing) -> Receipt:
    """Keep one message; the same key again only adds to its count."""
    values = (
        message.key,
        message.tenant,
        channel,
        message.to,
        message.kind,
        message.subject,
        message.text,
        clock.now().isoformat(),
    )
    with _opened() as connection:
        connection.execute(INSERT, values)
    return Receipt(provider_id=f"sandbox-{message.key}")


def read(*, to: str | None = None, tenant: str | None = None, limit: int = 200) -> list[SandboxMessage]:
    """The newest messages first; ``to`` is an E.164 number or an address, ``tenant`` a slug."""
    with _opened() as connection:
        rows = connection.execute(SELECT, {"to": to, "tenant": tenant, "limit": limit}).fetchall()
    return [
        SandboxMessage(
            key=key,
            tenant=slug,
            channel=channel,
            to=recipient,
            kind=kind,
            subject=subject,
            text=body,
            created_at=datetime.fromisoformat(at),
            deliveries=deliveries,
        )
        for key, slug, channel, recipient, kind, subject, body, at, deliveries in rows
    ]


def forget_all() -> None:
    """Empty the phone (tests, and a demo that is seeded anew)."""
    with _opened() as connection:
        connection.execute("delete from message")


@contextmanager
def _opened() -> Iterator[sqlite3.Connection]:
    path = file()
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=15)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.executescript(SCHEMA)
        with connection:
            yield connection
    finally:
        connection.close()
