"""The queue: oldest first, filtered, page by page; and taking a case from it or putting it back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.applications.actions.claim import claim as claim_case
from loket.applications.actions.claim_next import claim_next
from loket.applications.actions.hand_back import hand_back as hand_back_case
from loket.applications.queries import opened_by, queue_of, queue_page
from loket.foundation.kernel import clock

from ...desk.frame import frame
from ...desk.names import kecamatan_names, service_names
from ...desk.piles import forget_piles, height, piles_here
from ...desk.rows import rows_of
from ...gate import officer_required
from ...officer import officer_here
from .. import sieve
from ..door import case_to_change
from ..sieve import Look, place_after, read_place
from .onward import case_url, look_of_form, to_case


@never_cache
@require_GET
@officer_required()
def queue(request: HttpRequest) -> HttpResponse:
    """One page of a queue: two queries of its own besides session, membership, zone and the piles (O3)."""
    officer, now, look = officer_here(request), clock.now(), Look.read(request.GET.dict())
    rows = queue_of(officer, look.queue.slot, look.queue.states, sieve=look.sieve, at=now)
    found = queue_page(
        rows, after=read_place(request.GET.get("sesudah", "")), late=look.sieve.late, size=sieve.PAGE
    )
    more = place_after(found[sieve.PAGE - 1], late=look.sieve.late) if len(found) > sieve.PAGE else ""
    pile = height(look.queue, piles_here(officer))
    context = {
        "look": look,
        "look_query": look.query(),
        "rows": rows_of(found[: sieve.PAGE], now=now),
        "opened": rows_of(opened_by(officer), now=now) if look.queue.slug == "periksa" else [],
        "pile": pile,
        "oldest": now - pile.oldest if pile.oldest else None,
        "next_query": look.query(sesudah=more) if more else "",
        "filters": _filters(look),
        "services": service_names(),
        "places": kecamatan_names(),
        **frame(request, look.queue.slug),
    }
    return render(request, "workbench/applications/queue.html", context)


def _filters(look: Look) -> dict[str, str]:
    """Addresses of the three round filter buttons."""
    return {
        "all": look.query(ulang="", telat=""),
        "resent": look.query(ulang="1", telat=""),
        "late": look.query(telat="1", ulang=""),
    }


@require_POST
@officer_required()
def start(request: HttpRequest) -> HttpResponse:
    """Open the oldest case of this look that nobody else has."""
    officer, look = officer_here(request), look_of_form(request)
    waiting = queue_of(officer, look.queue.slot, look.queue.states, sieve=look.sieve, at=clock.now())
    case = claim_next(waiting, by=officer)
    forget_piles()
    if case is None:
        return redirect(f"{reverse('workbench:applications:queue')}?{look.query()}")
    return redirect(f"{case_url(case)}?{look.query()}")


@require_POST
@officer_required()
def claim(request: HttpRequest, reference: str) -> HttpResponse:
    """Take this case to check it."""
    case = case_to_change(request, reference)
    claim_case(case, by=officer_here(request))
    return to_case(request, case)


@require_POST
@officer_required()
def hand_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Put the case back into the queue without deciding."""
    case = case_to_change(request, reference)
    hand_back_case(case, by=officer_here(request))
    forget_piles()
    return redirect(f"{reverse('workbench:applications:queue')}?{look_of_form(request).query()}")
