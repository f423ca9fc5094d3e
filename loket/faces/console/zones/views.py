"""Print zones, and the alarm for kecamatan that none of them holds (seed S3-48)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.regions.queries import kecamatan_of
from loket.tenants.actions.keep_zone import keep_zone, remove_zone
from loket.tenants.models import PrintZone
from loket.tenants.queries import unmapped_kecamatan, zones
from loket.tenants.scope import current_tenant

from ..editions import edition_of, is_overtaken
from ..gate import administrator_required
from .forms import ZoneForm, values_of


@never_cache
@require_safe
@administrator_required
def index(request: HttpRequest) -> HttpResponse:
    """Every zone with its kecamatan, and the unmapped ones above all."""
    return _index(request)


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def edit(request: HttpRequest, slug: str = "") -> HttpResponse:
    """One zone, or a new one; a kecamatan ticked here leaves the zone it was in."""
    tenant, every = current_tenant(), list(zones())
    zone = _of(every, slug) if slug else None
    present, status = values_of(zone), 200
    taken = {
        row.kecamatan_code: other.name for other in every if other != zone for row in other.kecamatan.all()
    }
    posted = request.POST if request.method == "POST" else None
    form = ZoneForm(posted, initial=present, tenant=tenant, taken=taken)
    if form.is_valid():
        if is_overtaken(request, form, present):
            status = 409
        elif _keep(form, zone):
            return redirect("console:zones:list")
        else:
            status = 422
    elif form.is_bound:
        status = 422
    context = {"form": form, "zone": zone, "edition": edition_of(present)}
    return render(request, "console/zones/edit.html", context, status=status)


@require_POST
@administrator_required
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a zone away; its kecamatan are unmapped then and the alarm says so."""
    zone = _of(list(zones()), slug)
    try:
        remove_zone(zone)
    except Refusal as refusal:
        return _index(request, refusal=str(refusal), status=refusal.status)
    record("tenants.remove_zone", obj_type="print_zone", obj_ref=slug)
    return redirect("console:zones:list")


def _keep(form: ZoneForm, zone: PrintZone | None) -> bool:
    clean = form.cleaned_data
    try:
        kept = keep_zone(zone, name=clean["name"], office=form.place(), kecamatan=clean["kecamatan"])
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    detail = {"office": kept.office.slug, "kecamatan": sorted(clean["kecamatan"])}
    record("tenants.keep_zone", obj_type="print_zone", obj_ref=kept.slug, detail=detail)
    return True


def _index(request: HttpRequest, *, refusal: str = "", status: int = 200) -> HttpResponse:
    tenant = current_tenant()
    names = {row.code: row.name for row in kecamatan_of(tenant.regency_id)}
    rows = [
        (zone, [names.get(row.kecamatan_code, row.kecamatan_code) for row in zone.kecamatan.all()])
        for zone in zones()
    ]
    context = {
        "rows": rows,
        "unmapped": unmapped_kecamatan(tenant),
        "refusal": refusal,
        "routes": tenant.routes_by_zone,
    }
    return render(request, "console/zones/list.html", context, status=status)


def _of(every: list[PrintZone], slug: str) -> PrintZone:
    found = next((zone for zone in every if zone.slug == slug), None)
    if found is None:
        raise Http404
    return found
