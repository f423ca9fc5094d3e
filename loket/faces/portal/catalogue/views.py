"""What anybody may read before logging in (screens P1, P2, P3, P5, P6, P7)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from loket.applications.actions.start_draft import NIK_NEEDED
from loket.applications.admission import shut_sentence
from loket.catalogue import queries
from loket.tenants.scope import current_tenant

from ..appointments.waiting import word_of_counter
from ..gate import public, resident_here
from ..pages.shown import own_writing
from . import places, shelves
from .choosing import screen_of


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    """P1: what is often asked for, status, help, and that it is free."""
    offers = queries.offers()
    context = {
        "entries": shelves.frequent(offers),
        "total": len(offers),
        "resident": resident_here(request),
        "opening": places.opening(current_tenant()),
        **own_writing(),
    }
    return render(request, "portal/catalogue/home.html", context)


@require_safe
@public
def services(request: HttpRequest) -> HttpResponse:
    """P2: every service by heading, and a search that needs no script."""
    wanted = request.GET.get("cari", "")[:80].strip()
    offers = queries.offers()
    found = shelves.matching(offers, wanted) if wanted else offers
    context = {"shelves": shelves.by_heading(found), "wanted": wanted, "found": len(found)}
    return render(request, "portal/catalogue/services.html", context)


@require_safe
@public
def choose(request: HttpRequest, way: str = "") -> HttpResponse:
    """From what happened to the service, by a question or two; only what is open here."""
    offers = {offer.code: offer for offer in queries.offers()}
    found = screen_of([key for key in way.split("/") if key], offers)
    if found is None:
        raise Http404
    if isinstance(found, str):
        return redirect("portal:catalogue:service", found)
    return render(request, "portal/catalogue/choose.html", {"screen": found})


@require_safe
@public
def service(request: HttpRequest, code: str) -> HttpResponse:
    """P3: who it is for, what to prepare, how long, that it is free; one main action."""
    offer = queries.offer(code)
    if offer is None:
        raise Http404
    resident = resident_here(request)
    without_nik = resident is not None and not resident.nik_hash
    context = {
        "offer": offer,
        "card": offer.card,
        "papers": shelves.papers(offer.card),
        "resident": resident,
        "needs_nik": NIK_NEEDED if without_nik and not offer.card.takes_passports else "",
        "pickup": places.pickup_names() if offer.card.is_collected else [],
        "shut": shut_sentence(offer.service) if offer.is_online else "",
        "counter_word": "" if offer.is_online else word_of_counter(code),
    }
    return render(request, "portal/catalogue/service.html", context)


@require_safe
@public
def offices(request: HttpRequest) -> HttpResponse:
    """P5: where to go, when, and which place prints for which kecamatan."""
    tenant = current_tenant()
    context = {"places": places.all_places(), "weeks": places.opening_hours(), "zone": tenant.zone_label}
    return render(request, "portal/catalogue/offices.html", context)


@require_safe
@public
def help_page(request: HttpRequest) -> HttpResponse:
    """P6: questions and answers, telephone and WhatsApp, help from others, large letters."""
    return render(request, "portal/catalogue/help.html", {"opening": places.opening(current_tenant())})


@require_safe
@public
def privacy(request: HttpRequest) -> HttpResponse:
    """P7: what is kept, who sees it, and what a resident may ask for."""
    return render(request, "portal/catalogue/privacy.html")
