"""An officer hands in a sheet."""

from __future__ import annotations

import hashlib

from loket.audit.actions.record import record
from loket.audit.actor import Actor
from loket.catalogue.models import Service
from loket.foundation.kernel.errors import Refusal
from loket.staff.models import Membership
from loket.tenants.keys import lookup_hash

from ..import_orders import READ, order
from ..import_states import WORKING
from ..labels import IMPORT_PROBLEMS
from ..models import Import, ImportUpload
from ..sheets.sheet_reading import check_size

#: A worker reads so many lists of one dinas at once; more wait until one is done.
MOST_AT_WORK = 3


class TooManyAtWork(Refusal):
    """The dinas has as many lists at work as it may."""

    default_code = "imports_at_work"
    default_status = 409


def begin_import(
    content: bytes, *, origin: str, service: Service | None, membership: Membership, by: Actor
) -> Import:
    """Keep the sheet sealed and order its reading; returns the list. The file's name is not kept.

    ``service`` is that of every row, None when a column says it. Raises ``SheetRefused`` and ``TooManyAtWork``.
    """
    check_size(content)
    if Import.objects.filter(state__in=WORKING).count() >= MOST_AT_WORK:
        raise TooManyAtWork(IMPORT_PROBLEMS["at_work"], field="sheet")
    batch = Import(
        origin=origin,
        service=service,
        sheet_hash=lookup_hash("sheet:" + hashlib.sha256(content).hexdigest()),
        brought_by=membership,
        actor_id=by.id,
        actor_name=by.name,
    )
    batch.new_key()
    batch.save()
    ImportUpload.objects.create(batch=batch, sealed=batch.seal(content, "upload"))
    record(
        "intake.import_begin",
        actor=by,
        obj_type="import",
        obj_ref=str(batch.public_id),
        detail={"bytes": len(content), "origin": origin, "service": service.code if service else ""},
    )
    order(batch, READ)
    return batch
