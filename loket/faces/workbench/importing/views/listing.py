"""The lists so far, and handing in a new one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from loket.foundation.kernel.errors import Refusal
from loket.intake.actions.begin_import import begin_import
from loket.intake.import_queries import ROLES, seen_by, services_offered
from loket.intake.sheets.sheet_reading import MAX_BYTES
from loket.tenants.scope import body_first

from ...desk.frame import frame
from ...desk.names import service_names
from ...gate import officer_actor, officer_required
from ...officer import membership_here
from ..forms import SheetForm

_MOST_SHOWN = 30


@body_first
@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(ROLES)
def listing(request: HttpRequest) -> HttpResponse:
    """The latest lists; a POST hands a sheet in and leads to its page."""
    form = SheetForm(request.POST or None, request.FILES or None, services=services_offered())
    if request.method == "POST" and form.is_valid():
        try:
            batch = begin_import(
                form.cleaned_data["sheet"].read(MAX_BYTES + 1),
                origin=form.cleaned_data["origin"],
                service=form.chosen_service(),
                membership=membership_here(request),
                by=officer_actor(request),
            )
            return redirect("workbench:importing:show", batch.public_id)
        except Refusal as refusal:
            form.add_error("sheet", str(refusal))
    names = service_names()
    rows = list(seen_by(membership_here(request)).defer("outline", "mapping")[:_MOST_SHOWN])
    context = {
        "form": form,
        "rows": [(row, names.get(row.service_id or 0, "")) for row in rows],
        **frame(request, "daftar"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "workbench/importing/list.html", context, status=status)
