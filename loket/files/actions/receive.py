"""Receive a whole file."""

from __future__ import annotations

from typing import Protocol

from procrastinate.contrib.django import app

from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant

from .. import store
from ..content import examine
from ..models import StoredFile
from ..queries import is_over_quota
from ..refusals import FileRefused
from ..rules import MAX_BYTES
from ..sealing import OneFileKey

#: The background job that rebuilds a file (``loket.files.tasks``), named so that actions need no import of it.
REBUILD_TASK = "files.rebuild"
#: The queue of decoding, apart from messages so that neither waits for the other.
QUEUE = "files"


class Readable(Protocol):
    """Anything that gives bytes: an uploaded file of a form, an open file."""

    def read(self, amount: int = ..., /) -> bytes:
        """At most ``amount`` bytes."""


def receive(stream_or_bytes: bytes | Readable, *, owner: str) -> StoredFile:
    """Check, seal and store a whole file, write its row in the current transaction, order its rebuilding.

    The bytes are durable before the row exists (security rule 13). The file belongs to the caller at once, who
    attaches it to something in the same transaction. Raises ``FileRefused`` with the sentence to show, and
    ``OSError`` when the disk is full: then there is no row.
    """
    return take(_whole(stream_or_bytes), owner=owner, claimed=True)


def take(received: bytes, *, owner: str, claimed: bool, counted: bool = False) -> StoredFile:
    """As ``receive``; unclaimed files are swept after a day, ``counted`` ones passed the quota before."""
    media_type = examine(received)
    if not counted and is_over_quota(owner, adding=len(received)):
        raise FileRefused("quota")
    key = OneFileKey.new()
    file: StoredFile = StoredFile.objects.create(
        owner=owner,
        media_type=media_type,
        size=len(received),
        received_name=store.keep(key.seal_received(received)),
        received_key=key.wrapped(),
        claimed_at=clock.now() if claimed else None,
    )
    order_rebuild(file)
    return file


def order_rebuild(file: StoredFile) -> None:
    """Put the rebuilding job into the queue, in the current transaction.

    Raises procrastinate's ``AlreadyEnqueued`` when one is waiting there for this file.
    """
    job = app.configure_task(REBUILD_TASK, queue=QUEUE, queueing_lock=f"{REBUILD_TASK}:{file.pk}")
    job.defer(tenant_id=current_tenant().pk, file_id=file.pk)


def _whole(stream_or_bytes: bytes | Readable) -> bytes:
    if isinstance(stream_or_bytes, bytes):
        return stream_or_bytes
    received = bytearray()
    while len(received) <= MAX_BYTES and (piece := stream_or_bytes.read(1024 * 1024)):
        received += piece
    return bytes(received)
