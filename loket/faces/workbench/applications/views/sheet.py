"""The work sheet for entry in SIAK: its own order, to print and to copy field by field."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from loket.applications.messages import service_name
from loket.applications.worksheet import sheet_of
from loket.audit.actions.record import record

from ...gate import officer_required
from ..case_page import photos_of
from ..door import case_here


@never_cache
@require_GET
@officer_required()
def sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """One A4 page: answers in SIAK's order, papers, room for the number and two signatures."""
    case = case_here(request, reference)
    record("applications.sheet_printed", obj_type="application", obj_ref=case.reference, purpose="pelayanan")
    context = {
        "case": case,
        "service_name": service_name(case, "id"),
        "groups": sheet_of(case),
        "papers": [photo.name for photo in photos_of(case)],
    }
    return render(request, "workbench/applications/sheet.html", context)
