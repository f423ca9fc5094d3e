"""How each service is offered here: presence, channels, days."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from loket.catalogue.actions.set_offer import set_offer
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant

from ...gate import administrator_required
from ..listing import Row, rows_of
from ..service_forms import OfferForm


@never_cache
@require_GET
@administrator_required
def services(request: HttpRequest) -> HttpResponse:
    """Every service with how it is served, also those that residents do not see yet (S3-14)."""
    rows = _rows()
    saved = request.session.pop("layanan", "")
    context: dict[str, Any] = {"rows": rows, "switched": [row for row in rows if row.is_switched]}
    title = next((row.title for row in rows if row.service.code == saved), None)
    if title is not None:
        context["notice"] = {"tone": "pandan", "text": _("%(title)s: tersimpan.") % {"title": title}}
    return render(request, "console/settings/services.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def service(request: HttpRequest, code: str) -> HttpResponse:
    """One service (X-1, X-2, X-3)."""
    row = next((one for one in _rows() if one.service.code == code), None)
    if row is None:
        raise Http404
    form = OfferForm(request.POST if request.method == "POST" else None, service=row.service)
    if request.method != "POST":
        return _page(request, row, form)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    try:
        set_offer(code, form.values())
    except Refusal as refusal:
        form.add_error(form.field_of(refusal.field), str(refusal))
        return _page(request, row, form, status=422)
    request.session["layanan"] = code
    return redirect("console:settings:services")


def _page(request: HttpRequest, row: Row, form: OfferForm, *, status: int = 200) -> HttpResponse:
    return render(request, "console/settings/service.html", {"row": row, "form": form}, status=status)


def _rows() -> list[Row]:
    return rows_of(clock.today(current_tenant().zone))
