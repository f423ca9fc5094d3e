"""An own domain, and the old addresses that lead to it."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.tenants.actions.keep_hosts import add_host, make_primary, remove_host
from loket.tenants.models import Hostname
from loket.tenants.queries import hosts_of
from loket.tenants.scope import current_tenant

from ..gate import administrator_required


class HostForm(forms.Form):
    """One more name."""

    host = forms.CharField(
        label=gettext_lazy("Alamat baru"),
        max_length=260,
        help_text=gettext_lazy("Misalnya layanan.contoh.go.id"),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false", "inputmode": "url"}),
        error_messages={"required": gettext_lazy("Tulis alamatnya.")},
    )


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def index(request: HttpRequest) -> HttpResponse:
    """Every address, what it does, and a form for one more."""
    form = HostForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            row = add_host(current_tenant(), form.cleaned_data["host"])
        except Refusal as refusal:
            form.add_error("host", str(refusal))
        else:
            record("tenants.add_host", obj_type="host", obj_ref=row.host[:80])
            return redirect("console:domains:list")
    return _page(request, form=form, status=422 if form.is_bound else 200)


@require_POST
@administrator_required
def promote(request: HttpRequest, key: int) -> HttpResponse:
    """Make the address this very page was opened by the primary one; the others lead there."""
    row = _host(key)
    try:
        make_primary(row, arrived_at=request.get_host().partition(":")[0].lower())
    except Refusal as refusal:
        return _page(request, form=HostForm(), refusal=str(refusal), status=refusal.status)
    record("tenants.make_primary_host", obj_type="host", obj_ref=row.host[:80])
    return redirect("console:domains:list")


@require_POST
@administrator_required
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """Forget an address that is not the primary one."""
    row = _host(key)
    try:
        remove_host(row)
    except Refusal as refusal:
        return _page(request, form=HostForm(), refusal=str(refusal), status=refusal.status)
    record("tenants.remove_host", obj_type="host", obj_ref=row.host[:80])
    return redirect("console:domains:list")


def _host(key: int) -> Hostname:
    return get_object_or_404(Hostname, pk=key, tenant=current_tenant())


def _page(request: HttpRequest, *, form: HostForm, refusal: str = "", status: int) -> HttpResponse:
    here, colon, port = request.get_host().partition(":")
    context = {
        "form": form,
        "hosts": hosts_of(current_tenant()),
        "here_host": here.lower(),
        "port": colon + port,
        "refusal": refusal,
        "scheme": request.scheme,
    }
    return render(request, "console/domains/list.html", context, status=status)
