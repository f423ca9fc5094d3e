"""How the dinas looks to residents."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from loket.audit.actions.record import record
from loket.files.actions.receive import receive
from loket.files.models import StoredFile
from loket.files.refusals import FileRefused
from loket.foundation.kernel import clock
from loket.tenants.actions.go_public import tick
from loket.tenants.actions.set_brand import set_brand, set_logo
from loket.tenants.branding import contrast, palette
from loket.tenants.models import OpeningStep, Tenant
from loket.tenants.scope import current_tenant

from ..editions import edition_of, is_overtaken
from ..gate import administrator_required, the_administrator
from .forms import BrandForm, LogoForm


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def edit(request: HttpRequest) -> HttpResponse:
    """Name and colours; looking at them and saving ticks the point of the opening checklist."""
    tenant = _tenant()
    present, status = _values(tenant), 200
    form = BrandForm(request.POST if request.method == "POST" else None, initial=present)
    if form.is_valid():
        if not is_overtaken(request, form, present):
            set_brand(**form.cleaned_data)
            tick(OpeningStep.Key.BRAND, by_name=the_administrator(request).display_name)
            colours = {key: form.cleaned_data[key] for key in ("colour_main", "colour_accent")}
            record("tenants.set_brand", obj_type="tenant", obj_ref=tenant.slug, detail=colours)
            return redirect(f"{request.path}?kabar=simpan")
        status = 409
    elif form.is_bound:
        status = 422
    return _page(request, tenant, form=form, status=status)


@require_POST
@administrator_required
def logo(request: HttpRequest) -> HttpResponse:
    """A new logo, through the same rebuilding as every file: what is served is never what was sent."""
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["logo"]
        officer = the_administrator(request)
        head = given.read(5)
        given.seek(0)
        try:
            if head.startswith(b"%PDF"):
                raise FileRefused("not_photo")
            stored = receive(given, owner=f"account:{officer.public_id}")
        except FileRefused as refused:
            form.add_error("logo", str(refused))
        else:
            set_logo(stored.public_id)
            record("tenants.set_logo", obj_type="tenant", obj_ref=current_tenant().slug)
            return redirect("/kelola/tampilan/?kabar=logo")
    return _page(request, _tenant(), logo_form=form, status=422)


@require_POST
@administrator_required
def remove_logo(request: HttpRequest) -> HttpResponse:
    """Back to the name alone."""
    set_logo(None)
    record("tenants.remove_logo", obj_type="tenant", obj_ref=current_tenant().slug)
    return redirect("console:branding:edit")


def _page(request: HttpRequest, tenant: Tenant, *, status: int, **forms: Any) -> HttpResponse:
    present = _values(tenant)
    scale = palette(tenant.colour_main, tenant.colour_accent)
    news = {
        "simpan": _("Tersimpan. Warga melihatnya dalam setengah menit."),
        "logo": _("Logo diterima dan sedang disiapkan. Muat ulang sebentar lagi."),
    }
    text = news.get(request.GET.get("kabar", ""))
    context = {
        "form": forms.get("form") or BrandForm(initial=present),
        "logo_form": forms.get("logo_form") or LogoForm(),
        "edition": edition_of(present),
        "tenant": tenant,
        "stored": StoredFile.objects.filter(public_id=tenant.logo).first() if tenant.logo else None,
        "contrast_main": contrast(scale.action, "#ffffff"),
        "contrast_accent": contrast(tenant.colour_accent, scale.deep),
        "notice": {"text": text} if text else None,
        "at": clock.now(),
    }
    return render(request, "console/branding/edit.html", context, status=status)


def _tenant() -> Tenant:
    return Tenant.objects.get(pk=current_tenant().pk)


def _values(tenant: Tenant) -> dict[str, Any]:
    return {name: getattr(tenant, name) for name in ("short_name", "colour_main", "colour_accent")}
