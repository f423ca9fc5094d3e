"""The services of the dinas: open or closed, version and draft; a new one, a copy."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loket.catalogue.actions.create_service import create_service
from loket.catalogue.draft_queries import services_at_work
from loket.catalogue.shared_queries import services_behind
from loket.tenants.scope import current_tenant, in_tenant

from ...gate import administrator_required, the_administrator
from ..bench import bench_of
from ..forms.naming import NewServiceForm


@never_cache
@require_safe
@administrator_required
def services(request: HttpRequest) -> HttpResponse:
    """A1: every service with its state; the search narrows by words."""
    wanted = request.GET.get("cari", "")[:80].strip()
    return _page(request, NewServiceForm(), wanted=wanted)


@never_cache
@require_POST
@administrator_required
def create(request: HttpRequest) -> HttpResponse:
    """From an empty page."""
    form = NewServiceForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    with in_tenant(current_tenant()):
        draft = create_service(form.cleaned_data["nama"], by=the_administrator(request))
        code = draft.service.code
    return redirect(f"{reverse('console:catalogue:builder', args=[code])}?buka=add-step")


@never_cache
@require_POST
@administrator_required
def copy(request: HttpRequest, code: str) -> HttpResponse:
    """As a copy of another service, under a name of its own."""
    form = NewServiceForm(request.POST)
    with in_tenant(current_tenant()):
        bench = bench_of(code)
        title = form.cleaned_data["nama"] if form.is_valid() else f"{bench.title} (2)"
        draft = create_service(title[:120], by=the_administrator(request), copy_of=bench.service)
        made = draft.service.code
    return redirect(f"{reverse('console:catalogue:builder', args=[made])}?buka=part:head")


def _page(request: HttpRequest, form: NewServiceForm, *, wanted: str = "", status: int = 200) -> HttpResponse:
    with in_tenant(current_tenant()):
        rows = services_at_work()
        behind = services_behind()
    shown = [row for row in rows if wanted.lower() in f"{row.title} {row.service.code}".lower()]
    context = {
        "rows": shown,
        "total": len(rows),
        "open": sum(row.service.is_active for row in rows),
        "drafts": sum(row.has_draft for row in rows),
        "waiting": sum(row.waits for row in rows),
        "wanted": wanted,
        "behind": {one.service_id for one in behind},
        "askable": sum(not one.has_draft for one in behind),
        "form": form,
    }
    return render(request, "console/catalogue/services.html", context, status=status)
