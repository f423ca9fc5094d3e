"""Receive a whole file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from procrastinate.contrib.django import app

from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant

from .. import store
from ..content import examine
from ..models import StoredFile
from ..queries import is_over_quota, room_of
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


@dataclass
class Received:
    """What became of several files handed in together: the rows, and the refusal of each that has none."""

    files: list[StoredFile] = field(default_factory=list)
    refusals: list[FileRefused] = field(default_factory=list)


def receive(stream_or_bytes: bytes | Readable, *, owner: str) -> StoredFile:
    """Check, seal and store a whole file, write its row in the current transaction, order its rebuilding.

    The bytes are durable before the row exists (security rule 13). The file belongs to the caller at once, who
    attaches it to something in the same transaction. Raises ``FileRefused`` with the sentence to show, and
    ``OSError`` when the disk is full: then there is no row.
    """
    return take(_whole(stream_or_bytes), owner=owner, claimed=True)


def receive_all(streams: Sequence[bytes | Readable], *, owner: str) -> Received:
    """As ``receive`` for the files of one form: made durable together, ordered together; a refused one has no row."""
    done, room = Received(), room_of(owner) if streams else None
    accepted: list[tuple[bytes, str]] = []
    for stream in streams:
        received = _whole(stream)
        try:
            media_type = examine(received)
            if room is None or not room.takes(len(received)):
                raise FileRefused("quota")
            accepted.append((received, media_type))
        except FileRefused as refusal:
            done.refusals.append(refusal)
    done.files = _stored(accepted, owner=owner, claimed=True)
    return done


def take(received: bytes, *, owner: str, claimed: bool, counted: bool = False) -> StoredFile:
    """As ``receive``; unclaimed files are swept after a day, ``counted`` ones passed the quota before."""
    media_type = examine(received)
    if not counted and is_over_quota(owner, adding=len(received)):
        raise FileRefused("quota")
    return _stored([(received, media_type)], owner=owner, claimed=claimed)[0]


def _stored(accepted: Sequence[tuple[bytes, str]], *, owner: str, claimed: bool) -> list[StoredFile]:
    """Bytes first, all of them durable; then the rows and the jobs."""
    keys = [OneFileKey.new() for _ in accepted]
    sealed = [key.seal_received(received) for key, (received, _) in zip(keys, accepted, strict=True)]
    names = store.keep_all(sealed)
    files = [
        StoredFile(
            owner=owner,
            media_type=media_type,
            size=len(received),
            received_name=name,
            received_key=key.wrapped(),
            claimed_at=clock.now() if claimed else None,
        )
        for (received, media_type), name, key in zip(accepted, names, keys, strict=True)
    ]
    if files:
        StoredFile.objects.create_all(files)
        order_rebuild(*files)
    return files


def order_rebuild(*files: StoredFile) -> None:
    """Put the rebuilding jobs into the queue, in the current transaction.

    Raises procrastinate's ``AlreadyEnqueued`` when one is waiting there for one of these files.
    """
    plain, tenant_id = app.configure_task(REBUILD_TASK, queue=QUEUE), current_tenant().pk
    jobs = [
        plain.make_new_job(tenant_id=tenant_id, file_id=file.pk).evolve(
            queueing_lock=f"{REBUILD_TASK}:{file.pk}"
        )
        for file in files
    ]
    plain.job_manager.batch_defer_jobs(jobs)


def _whole(stream_or_bytes: bytes | Readable) -> bytes:
    if isinstance(stream_or_bytes, bytes):
        return stream_or_bytes
    pieces: list[bytes] = []
    while sum(map(len, pieces)) <= MAX_BYTES and (piece := stream_or_bytes.read(1024 * 1024)):
        pieces.append(piece)
    # Most photos come in one piece, and are not copied again.
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)
