"""A dinas asks to be opened; the page exists only while the operator takes requests."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from loket.foundation.kernel.errors import Refusal
from loket.operators.actions.ask_to_open import ask_to_open
from loket.operators.queries import takes_requests

from ..gate import public
from .forms import AskForm


@never_cache
@require_http_methods(["GET", "POST"])
@public
def ask(request: HttpRequest) -> HttpResponse:
    """Who asks, for which kabupaten/kota, under which address."""
    if not takes_requests():
        raise Http404
    form, status = AskForm(request.POST if request.method == "POST" else None), 200
    if form.is_valid():
        clean = form.cleaned_data
        contact = {name: clean[name] for name in ("name", "phone", "email")}
        try:
            ask_to_open(
                office_name=clean["office_name"],
                regency=clean["regency"],
                host=clean["host"],
                contact=contact,
            )
        except Refusal as refusal:
            form.add_error("host" if refusal.code == "host" else None, str(refusal))
            status = refusal.status
        else:
            return redirect("operator:tenants:asked")
    elif form.is_bound:
        status = 422
    return render(request, "operator/tenants/ask.html", {"form": form}, status=status)


@never_cache
@require_safe
@public
def asked(request: HttpRequest) -> HttpResponse:
    """The request has arrived."""
    return render(request, "operator/tenants/asked.html")
