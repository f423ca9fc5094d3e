"""An officer orders a long list as a table."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal

from ..exports import working
from ..models import Export
from ..policies import Officer
from ..queue_filter import COLUMNS, Height, QueueFilter
from ..wakeup import defer_export

#: As many tables are written for one officer at once.
MOST_AT_WORK = 2


class TooManyExports(Refusal):
    """The officer has as many tables at work as he may."""

    default_code = "exports_at_work"
    default_status = 409


def order_export(
    filter_: QueueFilter,
    *,
    by: Officer,
    queue: str,
    columns: Sequence[str],
    kind: str,
    purpose: str,
    height: Height,
) -> Export:
    """Put the order down with its purpose and wake a worker. Raises ``TooManyExports``."""
    if working().filter(officer_id=by.membership_id).count() >= MOST_AT_WORK:
        raise TooManyExports(_("Dua tabel Anda masih disiapkan. Tunggu salah satunya selesai."))
    export = Export(
        officer_id=by.membership_id,
        filter=filter_.as_data(),
        queue=queue,
        columns=[one for one in columns if one in COLUMNS],
        kind=kind if kind in Export.Kind.values else Export.Kind.CSV,
        purpose=purpose,
        language=get_language() or "id",
        expected=height.count,
    )
    export.new_key()
    export.save()
    record(
        "applications.export_ordered",
        actor=by.actor,
        obj_type="export",
        obj_ref=str(export.public_id),
        purpose=purpose,
        detail={"columns": export.columns, "queue": queue},
    )
    defer_export(export.pk)
    return export
