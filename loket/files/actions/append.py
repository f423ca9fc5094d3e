"""Add a piece to a resumable upload."""

from __future__ import annotations

import secrets

from loket.foundation.kernel import clock

from .. import store
from ..models import Upload
from ..queries import UploadStanding, is_over_quota
from ..refusals import FileRefused
from ..rules import MAX_BYTES, UNCLAIMED_FOR
from ..sealing import OneFileKey


class WrongOffset(Exception):
    """The piece does not begin where the acknowledged bytes end; ``standing`` tells the true place."""

    def __init__(self, standing: UploadStanding) -> None:
        super().__init__()
        self.standing = standing


def append(key: str, piece: bytes, *, owner: str, offset: int, length: int) -> UploadStanding:
    """Acknowledge ``piece`` at ``offset`` of the file of ``length`` bytes that ``owner`` calls ``key``.

    The piece is sealed and on disk before the row says so; the row is locked meanwhile, so of two equal pieces
    one is told the true offset. Raises ``WrongOffset``, and ``FileRefused`` (too large, quota).
    """
    if length > MAX_BYTES:
        raise FileRefused("too_large")
    if length == 0:
        raise FileRefused("empty")
    upload = _locked(key, owner, length)
    agrees = upload.offset == offset and upload.length == length and offset + len(piece) <= length
    if not agrees or upload.refusal:
        raise WrongOffset(UploadStanding.of(upload))
    if piece:
        record = OneFileKey.opened(upload.wrapped_key).seal_piece(piece, offset=offset)
        upload.stored = store.partial_append(upload.partial_name, record, at=upload.stored)
        upload.offset = offset + len(piece)
        upload.save(update_fields=["offset", "stored"])
    return UploadStanding.of(upload)


def _locked(key: str, owner: str, length: int) -> Upload:
    upload: Upload | None = Upload.objects.select_for_update().filter(owner=owner, key=key).first()
    if upload is not None and upload.created_at <= clock.now() - UNCLAIMED_FOR:
        store.partial_destroy(upload.partial_name)
        upload.delete()
        upload = None
    if upload is not None:
        return upload
    if is_over_quota(owner, adding=length, with_uploads=True):
        raise FileRefused("quota")
    fresh = {
        "length": length,
        "partial_name": secrets.token_hex(16),
        "wrapped_key": OneFileKey.new().wrapped(),
    }
    made: Upload = Upload.objects.select_for_update().get_or_create(owner=owner, key=key, defaults=fresh)[0]
    return made
