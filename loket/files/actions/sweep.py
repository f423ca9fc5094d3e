"""Clear away what nobody will ask for again, and order anew what was forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import islice

from django.db import transaction
from django.db.models import Q
from procrastinate.exceptions import AlreadyEnqueued

from loket.foundation.kernel import clock

from .. import store
from ..models import StoredFile, Upload
from ..queries import waiting_since
from ..rules import UNCLAIMED_FOR
from ..states import FileState
from .erase import erase
from .receive import order_rebuild

_BATCH = 500
#: A file that waits longer than this has lost its job (a restored backup, a job set aside): order a new one.
_FORGOTTEN_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep of one dinas did."""

    uploads: int
    files: int
    orphans: int
    reordered: int


def sweep() -> Swept:
    """Sweep the present dinas: expired uploads, files unclaimed for a day, bytes without a row, lost jobs.

    Bytes younger than a day are never touched: their row may still be on its way (security rule 13).
    """
    return Swept(
        uploads=_expire_uploads(),
        files=_erase_unclaimed(),
        orphans=_destroy_orphans(),
        reordered=_order_forgotten(),
    )


def _expire_uploads() -> int:
    expired = Upload.objects.filter(created_at__lte=clock.now() - UNCLAIMED_FOR)[:_BATCH]
    rows = list(expired.select_for_update(skip_locked=True))
    for row in rows:
        row.delete()
        transaction.on_commit(partial(store.partial_destroy, row.partial_name), robust=True)
    return len(rows)


def _erase_unclaimed() -> int:
    unclaimed = StoredFile.objects.filter(claimed_at=None, created_at__lte=clock.now() - UNCLAIMED_FOR)
    rows = list(unclaimed.exclude(state=FileState.ERASED)[:_BATCH])
    for row in rows:
        erase(row)
    return len(rows)


def _destroy_orphans() -> int:
    aged = store.names_older_than((clock.now() - UNCLAIMED_FOR).timestamp())
    destroyed = 0
    while batch := list(islice(aged, _BATCH)):
        for name, is_partial in _without_row(batch):
            (store.partial_destroy if is_partial else store.destroy)(name)
            destroyed += 1
    return destroyed


def _without_row(batch: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    names = [name for name, _ in batch]
    columns = ("received_name", "rebuilt_name", "thumbnail_name")
    mentions = Q(received_name__in=names) | Q(rebuilt_name__in=names) | Q(thumbnail_name__in=names)
    known = {name for row in StoredFile.objects.filter(mentions).values_list(*columns) for name in row}
    known |= set(Upload.objects.filter(partial_name__in=names).values_list("partial_name", flat=True))
    return (entry for entry in batch if entry[0] not in known)


def _order_forgotten() -> int:
    ordered = 0
    for file in waiting_since(clock.now() - _FORGOTTEN_AFTER)[:_BATCH]:
        try:
            with transaction.atomic():
                order_rebuild(file)
        except AlreadyEnqueued:
            continue
        ordered += 1
    return ordered
