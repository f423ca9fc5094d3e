"""An officer's own tables: the list, the progress of one, and the file; every fetching is on record."""

from __future__ import annotations

import uuid
from tempfile import SpooledTemporaryFile
from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from loket.applications.exports import KEPT_FOR, export_of, exports_of, pieces_of
from loket.applications.models import Export
from loket.audit.actions.record import record
from loket.tenants.scope import current_tenant

from ..desk.frame import frame
from ..desk.piles import queue_named
from ..gate import officer_required
from ..officer import officer_here

#: The page of a table at work asks again by itself after so many seconds.
_AGAIN = 3
_IN_MEMORY = 2_000_000
_MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@never_cache
@require_GET
@officer_required()
def index(request: HttpRequest) -> HttpResponse:
    """My latest tables."""
    rows = [(one, _title(one)) for one in exports_of(officer_here(request).membership_id)]
    return render(request, "workbench/export/list.html", {"exports": rows, **frame(request)})


@never_cache
@require_GET
@officer_required()
def progress(request: HttpRequest, export_id: uuid.UUID) -> HttpResponse:
    """How far it is; asks again by itself while it is written, without a script."""
    export = _own(request, export_id)
    context = {
        "export": export,
        "title": _title(export),
        "goes_at": export.created_at + KEPT_FOR,
        **frame(request),
    }
    answer = render(request, "workbench/export/progress.html", context)
    if export.is_working:
        answer["Refresh"] = str(_AGAIN)
    return answer


@never_cache
@require_safe
@officer_required()
def fetch(request: HttpRequest, export_id: uuid.UUID) -> HttpResponse:
    """The table itself, to the officer who ordered it alone."""
    export = _own(request, export_id)
    if not export.can_be_fetched:
        raise Http404
    record(
        "applications.export_downloaded",
        obj_type="export",
        obj_ref=str(export.public_id),
        purpose=export.purpose,
        detail={"rows": export.rows},
    )
    table = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by the answer that sends it
    for piece in pieces_of(export):
        table.write(piece)
    table.seek(0)
    day = timezone.localtime(export.created_at, current_tenant().zone).date()
    name = f"antrean-{export.queue}-{day}.{export.kind}"
    answer = FileResponse(table, as_attachment=True, filename=name, content_type=_MEDIA_TYPES[export.kind])
    return cast(HttpResponse, answer)


def _own(request: HttpRequest, export_id: uuid.UUID) -> Export:
    found = export_of(export_id, officer_here(request).membership_id)
    if found is None:
        raise Http404
    return found


def _title(export: Export) -> str:
    queue = queue_named(export.queue)
    return str(queue.title) if queue is not None else export.queue
