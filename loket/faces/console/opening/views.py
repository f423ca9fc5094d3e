"""What is left to do before residents may come, and the button when nothing is."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.operators.actions.decide_public import let_public
from loket.operators.queries import checklist, is_complete
from loket.tenants.actions.go_public import tick
from loket.tenants.models import OpeningStep, Tenant
from loket.tenants.scope import current_tenant, in_tenant

from ..gate import administrator_required, the_administrator

#: Where each point is mended.
_PAGES = {
    "offices": "console:offices:list",
    "hours": "console:hours:week",
    "holidays": "console:hours:holidays",
    "zones": "console:zones:list",
    "services": "console:catalogue:list",
    "staff": "console:staff:list",
    "texts": "console:texts:list",
    "brand": "console:branding:edit",
    "tryout": "console:catalogue:list",
}


@never_cache
@require_safe
@administrator_required
def show(request: HttpRequest) -> HttpResponse:
    """The points, done and to do, each with the way to its page."""
    return _page(request)


@require_POST
@administrator_required
def done(request: HttpRequest, key: str) -> HttpResponse:
    """Somebody says that a point is done which no row can prove."""
    if key not in OpeningStep.Key.values:
        raise Http404
    tick(OpeningStep.Key(key), by_name=the_administrator(request).display_name)
    record(
        "tenants.tick_opening_step", obj_type="tenant", obj_ref=current_tenant().slug, detail={"step": key}
    )
    return redirect("console:opening:show")


@require_POST
@administrator_required
def go_public(request: HttpRequest) -> HttpResponse:
    """Residents may come from now on; only with a complete list (an operator may overrule, not an office)."""
    try:
        let_public(_tenant(), by=None)
    except Refusal as refusal:
        return _page(request, refusal=str(refusal), status=refusal.status)
    return redirect("console:opening:show")


def _page(request: HttpRequest, *, refusal: str = "", status: int = 200) -> HttpResponse:
    tenant = _tenant()
    with in_tenant(tenant):
        points = checklist(tenant)
    context = {
        "tenant": tenant,
        "points": [(point, _url(point.key)) for point in points],
        "is_complete": is_complete(points),
        "refusal": refusal,
    }
    return render(request, "console/opening/show.html", context, status=status)


def _tenant() -> Tenant:
    return Tenant.objects.get(pk=current_tenant().pk)


def _url(key: str) -> str:
    try:
        return reverse(_PAGES[key])
    except NoReverseMatch:
        return ""
