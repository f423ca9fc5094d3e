"""Throw a list away that has not come in."""

from __future__ import annotations

from typing import Any

from loket.audit.actor import Actor
from loket.foundation.kernel import clock
from loket.tenants.scope import joined

from .. import lifecycle
from ..models import Import, ImportPage, ImportUpload


def drop_import(batch: Import, *, by: Actor) -> None:
    """Destroy the words of the list with their key. Raises ``ImportMoved`` while a worker is busy with it."""
    with joined():  # refuses before it writes
        erased: dict[str, Any] = {"wrapped_key": None, "outline": {}, "mapping": {}, "erased_at": clock.now()}
        lifecycle.move_import(batch, "drop", by=by, changes=erased)
        ImportPage.objects.filter(batch=batch).delete()
        ImportUpload.objects.filter(batch=batch).delete()
