"""An officer asks for the dry run: every row judged, nothing written but what was found."""

from __future__ import annotations

from loket.audit.actor import Actor
from loket.tenants.scope import joined

from .. import lifecycle
from ..import_orders import CHECK, order
from ..models import Import, ImportPage


def start_check(batch: Import, *, by: Actor) -> Import:
    """Forget what an earlier check found and order a new one. Raises ``ImportMoved``."""
    with joined():  # refuses before it writes
        lifecycle.move_import(batch, "check", by=by, changes={"checked": 0, "good": 0, "bad": 0})
        ImportPage.objects.filter(batch=batch).update(sealed_findings=None, good=0, bad=0)
        order(batch, CHECK)
    return batch
