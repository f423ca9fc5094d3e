"""Give up an upload."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from .. import store
from ..models import Upload
from .erase import erase


def discard(key: str, *, owner: str) -> None:
    """Forget the upload ``key`` of ``owner`` and the file it became, unless something owns that by now."""
    upload = Upload.objects.select_for_update(of=("self",)).select_related("file")
    row = upload.filter(owner=owner, key=key).first()
    if row is None:
        return
    if row.file is not None and row.file.claimed_at is None:
        erase(row.file)
    row.delete()
    transaction.on_commit(partial(store.partial_destroy, row.partial_name), robust=True)
