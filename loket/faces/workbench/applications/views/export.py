"""A look as a table for a spreadsheet: the list's own filter, allowed columns only, on record with its purpose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loket.applications.actions.order_export import order_export
from loket.applications.policies import Officer
from loket.applications.queue_filter import COLUMNS, Height
from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.sheets import write_csv, write_xlsx
from loket.tenants.scope import current_tenant

from ...desk.rows import rows_of
from ...gate import officer_required
from ...officer import officer_here
from ...search.purposes import purpose
from ..queue_page import cell_of
from ..sieve import Look, place_of, read_place
from .onward import look_of_form
from .queue import show

#: A longer list is written by a worker.
MOST_ROWS = 20_000
_BATCH = 1000
_IN_MEMORY = 2_000_000
_FORMATS = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_POST
@officer_required()
def export(request: HttpRequest) -> HttpResponse:
    """CSV or XLSX of the look, written page by page into a file and sent from there."""
    officer, look = officer_here(request), look_of_form(request)
    kind = request.POST.get("format", "")
    chosen = _columns(request, look)
    height = look.filter.height(officer, at=clock.now())
    if height.count > MOST_ROWS or height.more:
        return _order(request, look, height=height, kind=kind, chosen=chosen)
    write, media_type = _FORMATS.get(kind, _FORMATS["csv"])
    table = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by the answer that sends it
    count = write(chain([_heading(chosen)], _rows(look, officer, chosen)), table) - 1
    record(
        "applications.exported",
        purpose=purpose(request.POST.get("keperluan", "")),
        detail={"rows": count, "columns": chosen, "queue": look.queue.slug},
    )
    table.seek(0)
    name = f"antrean-{look.queue.slug}-{clock.today(current_tenant().zone)}.{kind if kind in _FORMATS else 'csv'}"
    answer = FileResponse(table, as_attachment=True, filename=name, content_type=media_type)
    return cast(HttpResponse, answer)


def _columns(request: HttpRequest, look: Look) -> list[str]:
    ticked = [one for one in request.POST.getlist("kolom") if one in COLUMNS]
    return ticked or list(look.columns) or list(COLUMNS)


def _order(request: HttpRequest, look: Look, *, height: Height, kind: str, chosen: list[str]) -> HttpResponse:
    """A long list is a worker's task; on to its progress."""
    try:
        export = order_export(
            look.filter,
            by=officer_here(request),
            queue=look.queue.slug,
            columns=chosen,
            kind=kind,
            purpose=purpose(request.POST.get("keperluan", "")),
            height=height,
        )
    except Refusal as refusal:
        return show(request, look, refusal=refusal)
    return redirect("workbench:export:progress", export.public_id)


def _heading(chosen: Sequence[str]) -> list[str]:
    return [_("Nama"), *(str(COLUMNS[one]) for one in chosen)]


def _rows(look: Look, officer: Officer, chosen: Sequence[str]) -> Iterator[list[str]]:
    """Every row of the look, by key, a thousand at a time."""
    now, after = clock.now(), None
    while True:
        found = look.filter.page(officer, at=now, after=after, size=_BATCH)
        for row in rows_of(found[:_BATCH], now=now):
            yield [row.name, *(cell_of(row, column) for column in chosen)]
        if len(found) <= _BATCH:
            return
        after = read_place(place_of(found[_BATCH - 1], look.filter))
