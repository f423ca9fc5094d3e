"""Answers about stored files. The caller has asked the right to see them first."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, QuerySet, Sum

from loket.foundation.kernel import clock
from loket.tenants import statements
from loket.tenants.scope import current_tenant

from . import store
from .models import StoredFile, Upload
from .refusals import FileNotAvailable, FileNotReady
from .rules import ANONYMOUS_BYTES, QUOTA_BYTES, QUOTA_FILES, UNCLAIMED_FOR
from .sealing import OneFileKey
from .states import FileState

log = logging.getLogger("loket.files")


def open_rebuilt(file: StoredFile) -> bytes:
    """The rebuilt photo or PDF. Raises ``FileNotReady`` while it is being made, ``FileNotAvailable`` else."""
    _require_rebuilt(file)
    return OneFileKey.opened(file.wrapped_key).open_rebuilt(_bytes_of(file, file.rebuilt_name))


def thumbnail(file: StoredFile) -> bytes:
    """The preview, at most 480 px, always JPEG. Raises as ``open_rebuilt``; a PDF has no preview."""
    _require_rebuilt(file)
    if not file.thumbnail_name:
        raise FileNotAvailable
    return OneFileKey.opened(file.wrapped_key).open_thumbnail(_bytes_of(file, file.thumbnail_name))


def received_bytes(file: StoredFile) -> bytes:
    """The bytes as they came, for the decoder alone. Raises ``FileNotAvailable`` once they are destroyed."""
    if file.received_key is None:
        raise FileNotAvailable
    return OneFileKey.opened(file.received_key).open_received(store.fetch(file.received_name))


@dataclass(frozen=True, slots=True)
class UploadStanding:
    """Where an upload stands, for the phone that sends it.

    ``state`` is one word: open, then the state of the file it became (received, rebuilt), or refused, whether
    at receipt or by the decoder later; ``refusal`` is then a key of ``labels.REFUSALS``.
    """

    offset: int = 0
    length: int | None = None
    refusal: str = ""
    state: str = "open"

    @property
    def is_finished(self) -> bool:
        """A file was made of it, or it was refused for good."""
        return self.state != "open"

    @classmethod
    def of(cls, upload: Upload) -> UploadStanding:
        """The standing of a row."""
        file: StoredFile | None = upload.file
        refusal = upload.refusal or (file.refusal if file else "")
        state = FileState.REFUSED if refusal else (file.state if file else "open")
        return cls(upload.offset, upload.length, refusal, str(state))


def upload_standing(key: str, *, owner: str) -> UploadStanding:
    """How far ``key`` of ``owner`` has come; a key nobody has used (or an expired one) stands at 0."""
    upload = live_uploads().select_related("file").filter(owner=owner, key=key).first()
    return UploadStanding.of(upload) if upload else UploadStanding()


def live_uploads() -> QuerySet[Upload]:
    """Uploads that have not expired."""
    return Upload.objects.filter(created_at__gt=clock.now() - UNCLAIMED_FOR)


@dataclass(slots=True)
class Room:
    """What an owner may still hand in today: files and bytes that came within 24 hours, and strangers' loose bytes."""

    files: int
    size: int
    loose: int | None

    def takes(self, length: int) -> bool:
        """Whether a file of ``length`` bytes more fits; if so it is counted."""
        if self.files >= QUOTA_FILES or self.size + length > QUOTA_BYTES:
            return False
        if self.loose is not None and self.loose + length > ANONYMOUS_BYTES:
            return False
        self.files, self.size = self.files + 1, self.size + length
        self.loose = None if self.loose is None else self.loose + length
        return True


def room_of(owner: str, *, with_uploads: bool = False) -> Room:
    """The room ``owner`` has; ``with_uploads`` counts those still under way too."""
    since = clock.now() - UNCLAIMED_FOR
    files, size = _received(owner, since)
    if with_uploads:
        coming = Upload.objects.filter(owner=owner, created_at__gt=since, file=None, refusal="")
        lengths = list(coming.order_by().values_list("length", flat=True)[:QUOTA_FILES])
        files, size = files + len(lengths), size + sum(lengths)
    return Room(files, size, _loose_bytes(since) if owner.startswith("session:") else None)


def is_over_quota(owner: str, *, adding: int, with_uploads: bool = False) -> bool:
    """Whether ``adding`` bytes more pass what ``owner`` may hand in within 24 hours.

    ``with_uploads`` counts those still under way too, as the first piece of another one must.
    """
    return not room_of(owner, with_uploads=with_uploads).takes(adding)


def _loose_bytes(since: datetime) -> int:
    """Bytes of visitors without an account that belong to nothing yet, finished or under way."""
    files = StoredFile.objects.filter(
        owner__startswith="session:", claimed_at__isnull=True, created_at__gt=since
    ).exclude(state=FileState.ERASED)
    uploads = Upload.objects.filter(owner__startswith="session:", file=None, created_at__gt=since)
    loose = files.aggregate(size=Sum("size"))["size"] or 0
    return int(loose + (uploads.aggregate(size=Sum("offset"))["size"] or 0))


def _received(owner: str, since: datetime) -> tuple[int, int]:
    """Number and bytes of what ``owner`` handed in; by hand, for the ORM takes a millisecond to say it."""
    ((number, size),) = statements.rows(
        "SELECT count(*), coalesce(sum(size), 0) FROM files_storedfile"
        " WHERE tenant_id = %s AND owner = %s AND created_at > %s",
        [current_tenant().pk, owner, since],
    )
    return number, int(size)


def near_equal(file: StoredFile, *, most: int = 50) -> QuerySet[StoredFile]:
    """Rebuilt photos of this dinas that look like ``file`` (at most 3 of 64 bits differ), newest first."""
    others = StoredFile.objects.filter(state=FileState.REBUILT).exclude(pk=file.pk)
    if file.phash is None:
        return others.none()
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM files_near(%s, %s)", [file.phash, most + 1])
        found = [pk for (pk,) in cursor.fetchall()]
    return others.filter(pk__in=found).order_by("-created_at")


def near_pairs(files: Iterable[StoredFile], *, most: int = 50) -> dict[int, set[int]]:
    """For each of these photos (by number of its row) those that look like it, itself left out; one statement."""
    hashed = [file for file in files if file.phash is not None]
    found: dict[int, set[int]] = {}
    if hashed:
        with connection.cursor() as cursor:
            cursor.execute(_NEAR, [[file.pk for file in hashed], [file.phash for file in hashed], most + 1])
            for pk, near in cursor.fetchall():
                if pk != near:
                    found.setdefault(pk, set()).add(near)
    return found


_NEAR = """
SELECT w.pk, n.id FROM unnest(%s::bigint[], %s::bigint[]) AS w(pk, hash), LATERAL files_near(w.hash, %s) AS n
"""


def waiting_since(moment: datetime) -> QuerySet[StoredFile]:
    """Files received before ``moment`` that no decoder has finished."""
    return StoredFile.objects.filter(state=FileState.RECEIVED, created_at__lt=moment).order_by("created_at")


def stored_bytes() -> tuple[int, int]:
    """How many files of this dinas are kept, and their bytes as served."""
    kept = StoredFile.objects.exclude(state=FileState.ERASED).aggregate(files=Count("pk"), size=Sum("size"))
    return kept["files"], kept["size"] or 0


def _bytes_of(file: StoredFile, name: str) -> bytes:
    """The sealed bytes; a file erased between reading its row and its bytes is not available any more."""
    try:
        return store.fetch(name)
    except FileNotFoundError:
        log.error("stored bytes missing file=%s", file.pk)
        raise FileNotAvailable from None


def _require_rebuilt(file: StoredFile) -> None:
    if file.state == FileState.RECEIVED:
        raise FileNotReady
    if file.state != FileState.REBUILT:
        raise FileNotAvailable
