"""Take over a file that came by a resumable upload."""

from __future__ import annotations

from loket.foundation.kernel import clock

from ..models import StoredFile, Upload
from ..refusals import FileRefused
from ..states import FileState
from .finish import finish


def claim(upload_key: str, *, owner: str) -> StoredFile:
    """The file that ``owner`` sent as ``upload_key``, kept from now on; the same again on every call.

    The caller attaches it to something in the same transaction. Raises ``FileRefused``: the file was refused,
    has not arrived whole, or this owner sent nothing by that key.
    """
    standing = finish(upload_key, owner=owner)
    if standing.refusal:
        raise FileRefused(standing.refusal)
    if not standing.is_finished:
        raise FileRefused("incomplete_upload")
    upload = Upload.objects.select_related("file").get(owner=owner, key=upload_key)
    file: StoredFile = upload.file
    if file.state == FileState.ERASED:
        raise FileRefused("unknown_upload")
    if file.claimed_at is None:
        file.claimed_at = clock.now()
        file.save(update_fields=["claimed_at"])
    return file
