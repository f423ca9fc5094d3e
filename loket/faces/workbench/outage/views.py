"""Heads and administrators say that SIAK or TTE is down, and that it works again."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.applications.actions.declare_outage import OutageRefused, declare_outage
from loket.applications.actions.end_outage import end_outage
from loket.applications.models import Outage, System
from loket.applications.outages import SLOTS, outages_told
from loket.applications.policies import ASSIGNERS
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant

from ..desk.frame import frame
from ..gate import officer_required
from ..officer import officer_here

_HEADS = tuple(sorted(ASSIGNERS))
_FORMAT = "%Y-%m-%dT%H:%M"


@never_cache
@require_GET
@officer_required(_HEADS)
def show(request: HttpRequest) -> HttpResponse:
    """What is down and was down lately, and the form to say so."""
    return _page(request)


@require_POST
@officer_required(_HEADS)
def declare(request: HttpRequest) -> HttpResponse:
    """Say that a system is down; the cases are held in the background."""
    given = request.POST
    try:
        declare_outage(
            system=given.get("sistem", ""),
            slots=given.getlist("pekerjaan"),
            started_at=_moment(given.get("mulai", "")),
            tells_hold=given.get("kabari") == "1",
            tells_release=given.get("kabari_pulih") == "1",
            by=officer_here(request),
        )
    except Refusal as refusal:
        return _page(request, refusal)
    return redirect("workbench:outage:show")


@require_POST
@officer_required(_HEADS)
def end(request: HttpRequest, outage_id: uuid.UUID) -> HttpResponse:
    """It works again: every clock runs on."""
    outage = Outage.objects.filter(public_id=outage_id).first()
    if outage is None:
        raise Http404
    try:
        end_outage(outage, by=officer_here(request), tells_release=request.POST.get("kabari_pulih") == "1")
    except Refusal as refusal:
        return _page(request, refusal)
    return redirect("workbench:outage:show")


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    local = timezone.localtime(clock.now(), current_tenant().zone)
    typed = request.POST if refusal else {}
    context = {
        "outages": [
            {"row": one.outage, "waiting": one.waiting, "name": System(one.outage.system).label}
            for one in outages_told()
        ],
        "systems": System.choices,
        "slots": SLOTS,
        "typed": typed,
        "chosen_slots": request.POST.getlist("pekerjaan") if refusal else ["process"],
        "begins": typed.get("mulai") or local.strftime(_FORMAT),
        "latest": local.strftime(_FORMAT),
        "refusal": refusal.message if refusal else "",
        "refused_field": refusal.field if refusal else "",
        **frame(request),
    }
    return render(request, "workbench/outage/show.html", context, status=refusal.status if refusal else 200)


def _moment(text: str) -> datetime:
    try:
        naive = datetime.strptime(text[:16], _FORMAT)  # noqa: DTZ007 - the office's own time, zone follows
    except ValueError:
        raise OutageRefused(_("Isi tanggal dan jam mulai gangguan."), field="mulai") from None
    return naive.replace(tzinfo=current_tenant().zone)
