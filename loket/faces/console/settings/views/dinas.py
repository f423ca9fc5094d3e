"""How the dinas works: one page that says it, and a form for each section."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.tenants.actions.change_settings import change_settings
from loket.tenants.models import Tenant
from loket.tenants.scope import current_tenant

from ...gate import administrator_required
from ..forms import SettingsForm
from ..sections import SECTIONS, Section, section_named


@never_cache
@require_GET
@administrator_required
def show(request: HttpRequest) -> HttpResponse:
    """Every section with what holds now."""
    tenant = _fresh()
    saved = section_named(request.session.pop("pengaturan", ""))
    told = [(section, section.told(tenant)) for section in SECTIONS]
    context: dict[str, Any] = {"sections": told}
    if saved is not None:
        said = _("%(section)s: tersimpan. Berlaku dalam setengah menit.") % {"section": saved.title}
        context["notice"] = {"tone": "pandan", "text": said}
    return render(request, "console/settings/show.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def edit(request: HttpRequest, section: str) -> HttpResponse:
    """One section. What does not go together comes back with its sentence and everything that was typed."""
    found = section_named(section)
    if found is None:
        raise Http404
    form = found.form(request.POST if request.method == "POST" else None, tenant=_fresh())
    if request.method != "POST":
        return _page(request, found, form)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    if form.was_overtaken:
        return _overtaken(request, found, form)
    try:
        changed = change_settings(form.values())
    except Refusal as refusal:
        form.add_error(form.field_of(refusal.field), str(refusal))
        return _page(request, found, form, status=422)
    if changed:
        detail = {name: {"from": _told(old), "to": _told(new)} for name, (old, new) in changed.items()}
        record("tenants.settings", obj_type="tenant", obj_ref=current_tenant().slug, detail=detail)
    request.session["pengaturan"] = found.slug
    return redirect("console:settings:show")


def _overtaken(request: HttpRequest, section: Section, form: SettingsForm) -> HttpResponse:
    form.add_error(
        None, _("Bagian ini baru saja diubah orang lain. Isian Anda masih di sini. Bandingkan, lalu simpan.")
    )
    form.data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    form.data["dilihat"] = form.mark  # type: ignore[index]  # a copy of our own
    return _page(request, section, form, status=409, now=section.told(_fresh()))


def _page(
    request: HttpRequest, section: Section, form: SettingsForm, *, status: int = 200, now: Any = ()
) -> HttpResponse:
    context = {"section": section, "form": form, "now": now}
    return render(request, "console/settings/edit.html", context, status=status)


def _fresh() -> Tenant:
    return Tenant.objects.get(pk=current_tenant().pk)


def _told(value: Any) -> Any:
    return str(value) if isinstance(value, date | time) else value
