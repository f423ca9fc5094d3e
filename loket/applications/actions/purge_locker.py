"""Empty lockers of what is not offered any more: replaced papers, and those too old."""

from __future__ import annotations

from functools import reduce

from django.db.models import Exists, OuterRef, Q

from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.residents.locker_rules import KINDS, SUPERSEDED_KEPT_FOR
from loket.residents.models import LockerPaper

from . import _draft

#: Photos of one visit; what is left has its turn the next night.
MOST = 500


def purge_locker() -> int:
    """Delete photos that were replaced, or ran out, longer than ``SUPERSEDED_KEPT_FOR`` ago; how many.

    Their bytes go too, unless an application or the account still shows them. What a resident sees as the
    newest of its kind stays until it has run out.
    """
    before = clock.now() - SUPERSEDED_KEPT_FOR
    newer = LockerPaper.objects.filter(
        resident=OuterRef("resident"),
        slug=OuterRef("slug"),
        about=OuterRef("about"),
        checked_at__gt=OuterRef("checked_at"),
        checked_at__lt=before,
    )
    ran_out = [
        Q(slug=slug, checked_at__lt=before - kind.valid_for)
        for slug, kind in KINDS.items()
        if kind.valid_for is not None
    ]
    over = reduce(Q.__or__, ran_out, Q(Exists(newer)))
    rows = list(LockerPaper.objects.filter(over).select_related("file").order_by("id")[:MOST])
    LockerPaper.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        _draft.let_go(row.file)
    if rows:
        record("applications.purge_locker", obj_type="locker", detail={"photos": len(rows)})
    return len(rows)
