"""The resident deletes a kept paper."""

from __future__ import annotations

from loket.audit.actions.record import record
from loket.residents.locker import Kept
from loket.residents.models import LockerPaper

from . import _draft


def drop_from_locker(kept: Kept) -> None:
    """Delete every photo of a kept paper; its bytes too, unless an application or the account still shows them."""
    LockerPaper.objects.filter(pk__in=[photo.pk for photo in kept.photos]).delete()
    for photo in kept.photos:
        _draft.let_go(photo.file)
    record(
        "applications.drop_from_locker",
        obj_type="locker_paper",
        obj_ref=str(kept.first.public_id),
        detail={"paper": kept.slug},
    )
