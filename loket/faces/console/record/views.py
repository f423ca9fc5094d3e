"""Read the record by pages, and take it home as a table."""

from __future__ import annotations

import csv
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from loket.audit.actions.record import record
from loket.audit.models import Entry
from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant

from ..gate import role_required
from .sieve import Sieve
from .words import deed, facts, person

SHOWN, MOST_EXPORTED = 50, 20_000
#: A cell that begins like this is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEADINGS = ("nomor", "waktu", "siapa", "jenis", "kejadian", "kode", "tentang", "nomor benda", "rincian")


@never_cache
@require_GET
@role_required("administrator", "auditor")
def entries(request: HttpRequest) -> HttpResponse:
    """A13: newest first, fifty at a time, older ones by their number."""
    sieve = Sieve(request.GET)
    rows: list[Entry] = []
    if sieve.is_valid():
        found = sieve.entries()
        before = request.GET.get("sebelum", "")
        if before.isdecimal() and len(before) < 19:
            found = found.filter(id__lt=int(before))
        rows = list(found[: SHOWN + 1])
    context = {
        "form": sieve,
        "rows": [_shown(row) for row in rows[:SHOWN]],
        "older": rows[SHOWN - 1].pk if len(rows) > SHOWN else None,
        "query": sieve.query,
        "is_first": not request.GET.get("sebelum"),
    }
    return render(request, "console/record/list.html", context, status=200 if sieve.is_valid() else 422)


@never_cache
@require_GET
@role_required("administrator", "auditor")
def export(request: HttpRequest) -> HttpResponse:
    """The same as a CSV table, at most 20,000 rows, the newest; taking it is itself on record."""
    sieve = Sieve(request.GET)
    if not sieve.is_valid():
        context = {"form": sieve, "rows": [], "older": None, "query": sieve.query, "is_first": True}
        return render(request, "console/record/list.html", context, status=422)
    rows = list(sieve.entries()[:MOST_EXPORTED])
    record("audit.exported", detail={"rows": len(rows)})
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(_HEADINGS)
    writer.writerows([harmless(cell) for cell in _cells(row)] for row in rows)
    answer = HttpResponse(f"\ufeff{table.getvalue()}", content_type="text/csv; charset=utf-8")
    name = f"catatan-{current_tenant().slug}-{clock.today(current_tenant().zone)}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def harmless(cell: str) -> str:
    """The cell as words for every spreadsheet, never a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cells(row: Entry) -> tuple[str, ...]:
    at = timezone.localtime(row.at, current_tenant().zone).strftime("%Y-%m-%d %H:%M:%S")
    return (
        *(str(row.pk), at, person(row), row.actor_kind),
        *(deed(row.action), row.action, row.obj_type, row.obj_ref, facts(row)),
    )


def _shown(row: Entry) -> dict[str, object]:
    return {
        "at": row.at,
        "who": person(row),
        "deed": deed(row.action),
        "thing": row.obj_ref,
        "facts": facts(row),
    }
