"""Make a stored file of an upload whose every byte has arrived."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from .. import store
from ..models import Upload
from ..queries import UploadStanding, live_uploads
from ..refusals import FileRefused
from ..sealing import OneFileKey
from .receive import take


def finish(key: str, *, owner: str) -> UploadStanding:
    """Check the whole file and store it, or remember why it was refused; doing it again changes nothing.

    An upload that is not whole is left as it is. Raises ``FileRefused`` for a key ``owner`` does not have.
    """
    upload = live_uploads().select_for_update(of=("self",)).filter(owner=owner, key=key).first()
    if upload is None:
        raise FileRefused("unknown_upload")
    if upload.is_whole and upload.file_id is None and not upload.refusal:
        _settle(upload)
    return UploadStanding.of(upload)


def _settle(upload: Upload) -> None:
    records = store.partial_read(upload.partial_name, until=upload.stored)
    received = OneFileKey.opened(upload.wrapped_key).open_pieces(records)
    try:
        upload.file = take(received, owner=upload.owner, claimed=False, counted=True)
    except FileRefused as refusal:
        upload.refusal = refusal.code
    upload.save(update_fields=["file", "refusal"])
    transaction.on_commit(partial(store.partial_destroy, upload.partial_name), robust=True)
