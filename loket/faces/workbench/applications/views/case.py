"""One case: answers beside papers, checks, history and what may be done; every look is on record."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import parse_qsl

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from loket.applications import states
from loket.applications.actions.keep_open import keep_open
from loket.applications.models import Application
from loket.applications.queries import current_papers
from loket.audit.actions.record import record
from loket.files.http import serve
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal

from ...desk.frame import frame
from ...desk.piles import queue_of_state
from ...desk.rows import rows_of
from ...gate import officer_required
from ...officer import officer_here
from ..around import around
from ..case_page import page
from ..door import case_here
from ..sieve import Look

_BESIDE = 14
#: As many photos of the next case are held ready in the browser.
_HELD = 6
_TURNS = ("0", "90", "180", "270")


@never_cache
@require_GET
@officer_required()
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """The case page (O4). The officer's own lock is renewed by looking."""
    found = case_here(request, reference)
    keep_open(found, by=officer_here(request))
    record("applications.viewed", obj_type="application", obj_ref=found.reference, purpose="pelayanan")
    return render_case(request, found)


def render_case(
    request: HttpRequest, found: Application, *, refusal: Refusal | None = None, **more: Any
) -> HttpResponse:
    """The page itself; with a refusal it says why the button did nothing."""
    officer, now = officer_here(request), clock.now()
    current = queue_of_state(found.state)
    look = Look.read({"antrean": current.slug if current else "", **(request.GET.dict() or _hidden(request))})
    shown = page(found, officer)
    beside = look.filter.page(officer, at=now, size=_BESIDE)
    context = {
        **shown,
        **around(request, found, officer),
        **_wall(request),
        "look": look,
        "look_query": look.query(),
        "beside": rows_of(beside[:_BESIDE], now=now),
        "next_case": _following(found, beside) if shown["may"].decide else None,
        "refusal": refusal.message if refusal else "",
        **frame(request, (current or look.queue).slug),
        **more,
    }
    status = refusal.status if refusal else 200
    return render(request, "workbench/applications/case.html", context, status=status)


def _following(found: Application, beside: list[Application]) -> Application | None:
    """The case that opens after this one, unless a colleague is quicker."""
    return next((one for one in beside if one.pk != found.pk and one.state == states.SUBMITTED), None)


def _wall(request: HttpRequest) -> dict[str, Any]:
    """Which photo is large or turned and which part is open, as the address says: the same without script."""
    number, _dash, turn = request.GET.get("putar", "").partition("-")
    return {
        "large": request.GET.get("besar", ""),
        "turned": number,
        "turn": turn if turn in _TURNS else "0",
        "next_turn": _TURNS[(_TURNS.index(turn) + 1) % len(_TURNS)] if turn in _TURNS else "90",
        "open_part": request.GET.get("buka", "") or request.POST.get("bagian", ""),
        "typed": request.POST,
    }


def _hidden(request: HttpRequest) -> dict[str, str]:
    return dict(parse_qsl(request.POST.get("saring", "")))


@never_cache
@require_GET
@officer_required()
def paper(request: HttpRequest, reference: str, paper_id: uuid.UUID) -> HttpResponse:
    """One photo of the case, whole, or to keep with ``?unduh=1``; each look is on record (S1-17)."""
    found = case_here(request, reference)
    attachment = current_papers(found).filter(file__public_id=paper_id).first()
    if attachment is None:
        raise Http404
    as_thumbnail = request.GET.get("kecil") == "1"
    is_kept = request.GET.get("unduh") == "1" or not (as_thumbnail or attachment.file.is_image)
    record(
        "applications.paper_downloaded" if is_kept else "applications.paper_viewed",
        obj_type="application",
        obj_ref=found.reference,
        purpose="pelayanan",
        detail={
            "paper": attachment.slug,
            "small": as_thumbnail,
            **({"ahead": True} if request.GET.get("awal") == "1" else {}),
        },
    )
    response = serve(attachment.file, as_thumbnail=as_thumbnail)
    if is_kept:
        response["Content-Disposition"] = response["Content-Disposition"].replace("inline", "attachment", 1)
    return response


@never_cache
@require_GET
@officer_required()
def photos(request: HttpRequest, reference: str) -> HttpResponse:
    """Addresses of the photos, so that the next case is there when this one is decided."""
    found = case_here(request, reference)
    ready = [paper.file for paper in current_papers(found) if paper.file.is_ready and paper.file.is_image]
    named = [
        reverse("workbench:applications:paper", args=[found.reference, file.public_id])
        for file in ready[:_HELD]
    ]
    return JsonResponse(named, safe=False)
