"""One list: how far it is, what was found, and what an officer may do with it."""

from __future__ import annotations

import uuid
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.sheets import write_xlsx
from loket.intake.actions.drop_import import drop_import
from loket.intake.actions.start_bringing_in import start_bringing_in
from loket.intake.actions.undo_import import undo_import
from loket.intake.import_queries import ROLES, bad_rows, mistakes
from loket.intake.import_states import CHECKED, DONE, READ
from loket.intake.labels import IMPORT_PROBLEMS
from loket.intake.models import Import
from loket.intake.sheets.column_guessing import TO_MEND
from loket.intake.sheets.sheet_reading import REFUSALS
from loket.tenants.scope import current_tenant

from ...desk.frame import frame
from ...desk.names import service_names
from ...gate import officer_actor, officer_required
from ..door import the_import

#: Bad rows on one page.
_PAGE = 50
#: Seconds until a page with a worker behind it is asked for again.
_LOOK_AGAIN = "3"
_IN_MEMORY = 2_000_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_GET
@officer_required(ROLES)
def show(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Where the list stands; while a worker is busy the page asks again by itself, without script."""
    batch = the_import(request, public_id)
    if batch.state == READ:
        return redirect("workbench:importing:columns", batch.public_id)
    answer = _page(request, batch)
    if batch.is_working:
        answer["Refresh"] = _LOOK_AGAIN
    return answer


@require_POST
@officer_required(ROLES)
def bring_in(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The good rows come in."""
    batch = the_import(request, public_id)
    try:
        start_bringing_in(
            batch,
            by=officer_actor(request),
            leaves_out_bad="tinggalkan" in request.POST,
            tells_people="kabari" in request.POST,
        )
    except Refusal as refusal:
        return _page(request, batch, refusal=refusal)
    return redirect("workbench:importing:show", batch.public_id)


@require_POST
@officer_required(ROLES)
def undo(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """All of its cases go again, while nobody has worked on them."""
    batch = the_import(request, public_id)
    try:
        undo_import(batch, by=officer_actor(request))
    except Refusal as refusal:
        return _page(request, batch, refusal=refusal)
    return redirect("workbench:importing:show", batch.public_id)


@require_POST
@officer_required(ROLES)
def drop(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Thrown away before it came in."""
    drop_import(the_import(request, public_id), by=officer_actor(request))
    return redirect("workbench:importing:list")


@require_POST
@officer_required(ROLES)
def faulty(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The bad rows as a workbook with a last column that says what to mend; handed in again as it is."""
    batch = the_import(request, public_id)
    if batch.erased_at is not None or not batch.bad or batch.state not in (CHECKED, DONE):
        raise Http404
    table = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by the answer that sends it
    headings = [*batch.outline.get("headings", []), TO_MEND]
    count = write_xlsx(chain([headings], bad_rows(batch, _language())), table) - 1
    record(
        "intake.import_faulty_fetched",
        obj_type="import",
        obj_ref=str(batch.public_id),
        detail={"rows": count},
    )
    table.seek(0)
    name = f"perbaikan-{clock.today(current_tenant().zone)}.xlsx"
    answer = FileResponse(table, as_attachment=True, filename=name, content_type=_XLSX)
    return cast(HttpResponse, answer)


def _page(request: HttpRequest, batch: Import, *, refusal: Refusal | None = None) -> HttpResponse:
    number = _number(request.GET.get("hal", ""))
    found = []
    if batch.bad and batch.erased_at is None and batch.state in (CHECKED, DONE):
        found = mistakes(batch, _language(), first=number * _PAGE, most=_PAGE)
    context = {
        "batch": batch,
        "service": service_names().get(batch.service_id or 0, _("Disebut di kolom")),
        "mistakes": found,
        "number": number,
        "more": (number + 1) * _PAGE < batch.bad,
        "problem": {**REFUSALS, **IMPORT_PROBLEMS}.get(batch.problem, ""),
        "refusal": refusal,
        **frame(request, "daftar"),
    }
    status = refusal.status if refusal else 200
    return render(request, "workbench/importing/show.html", context, status=status)


def _number(text: str) -> int:
    """Pages count from 0; anything else is the first."""
    return int(text) - 1 if text.isascii() and text.isdigit() and 0 < int(text[:6]) <= 100_000 else 0


def _language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"
