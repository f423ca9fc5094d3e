"""An officer decides that the good rows come in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.audit.actor import Actor
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import joined

from .. import lifecycle
from ..import_orders import BRING_IN, order
from ..models import Import


class NothingToBringIn(Refusal):
    """No row is good."""

    default_code = "nothing_good"


class BadRowsNotLeftOut(Refusal):
    """Some rows are bad, and nobody said that they stay out."""

    default_code = "bad_rows"


def start_bringing_in(batch: Import, *, by: Actor, leaves_out_bad: bool, tells_people: bool) -> Import:
    """Order the bringing in. With bad rows only after ``leaves_out_bad``: all good rows or none.

    ``tells_people``: each applicant with an address receives the receipt afterwards. Raises ``ImportMoved``,
    ``NothingToBringIn`` and ``BadRowsNotLeftOut``.
    """
    if not batch.good:
        raise NothingToBringIn(_("Tidak ada baris yang bisa dimasukkan. Perbaiki daftarnya dulu."))
    if batch.bad and not leaves_out_bad:
        raise BadRowsNotLeftOut(
            _("Masih ada baris yang perlu diperbaiki. Centang bila baris itu ditinggalkan dulu."),
            field="tinggalkan",
        )
    with joined():  # refuses before it writes
        changes = {"tells_people": tells_people, "actor_id": by.id, "actor_name": by.name}
        detail = {"good": batch.good, "left_out": batch.bad, "tells": tells_people}
        lifecycle.move_import(batch, "bring_in", by=by, changes=changes, detail=detail)
        order(batch, BRING_IN)
    return batch
