"""List, add, change and remove places of service."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.staff.models import Membership
from loket.tenants.actions.keep_office import keep_office, remove_office
from loket.tenants.models import Office
from loket.tenants.queries import offices

from ..editions import edition_of, is_overtaken
from ..gate import administrator_required
from .forms import OfficeForm, values_of


@never_cache
@require_safe
@administrator_required
def index(request: HttpRequest) -> HttpResponse:
    """Every place of service with what it is for."""
    return render(request, "console/offices/list.html", {"offices": offices()})


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def edit(request: HttpRequest, slug: str = "") -> HttpResponse:
    """One office, or a new one."""
    office: Office | None = get_object_or_404(Office.objects.all(), slug=slug) if slug else None
    present, status = values_of(office), 200
    form = OfficeForm(request.POST if request.method == "POST" else None, initial=present)
    if form.is_valid():
        if not is_overtaken(request, form, present):
            kept = keep_office(office, form.data_of())
            uses = form.cleaned_data["uses"]
            record("tenants.keep_office", obj_type="office", obj_ref=kept.slug, detail={"uses": uses})
            return redirect("console:offices:list")
        status = 409
    elif form.is_bound:
        status = 422
    context = {"form": form, "office_shown": office, "edition": edition_of(present)}
    return render(request, "console/offices/edit.html", context, status=status)


@require_POST
@administrator_required
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a place away that nothing points at; refused with where it is used."""
    office = get_object_or_404(Office.objects.all(), slug=slug)
    used_by = [member.account.display_name for member in _members(office)]
    try:
        remove_office(office, used_by=used_by)
    except Refusal as refusal:
        present = values_of(office)
        form = OfficeForm(initial=present)
        context = {
            "form": form,
            "office_shown": office,
            "edition": edition_of(present),
            "refusal": str(refusal),
        }
        return render(request, "console/offices/edit.html", context, status=refusal.status)
    record("tenants.remove_office", obj_type="office", obj_ref=slug)
    return redirect("console:offices:list")


def _members(office: Office) -> list[Membership]:
    return list(Membership.objects.select_related("account").filter(office=office)[:5])
