"""The queue: filtered, page by page in both directions; taking a case from it, putting it back, keeping a look."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.applications import states
from loket.applications.actions import claim as claiming
from loket.applications.actions.claim_next import claim_next
from loket.applications.actions.drop_queue import drop_queue
from loket.applications.actions.hand_back import hand_back as hand_back_case
from loket.applications.actions.save_queue import save_queue
from loket.applications.models import Application
from loket.applications.queries import opened_by, queues_kept
from loket.applications.queue_filter import COLUMNS
from loket.audit.actions.record import record
from loket.conversations.queries import news_in
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal

from ...desk.frame import HEADS, frame
from ...desk.rows import rows_of
from ...gate import officer_required
from ...officer import officer_here
from ...search.purposes import PURPOSES, purpose
from .. import sieve
from ..door import case_to_change
from ..queue_page import choices, counters, in_columns
from ..sieve import Look, place_of, read_place
from .onward import case_url, look_of_form, to_case

#: Longest text looked for inside a queue.
_LONGEST_WORDS = 120


@never_cache
@require_GET
@officer_required()
def queue(request: HttpRequest) -> HttpResponse:
    """One page of a queue: two queries of its own besides session, membership, zone and the counters (O3)."""
    return show(request, Look.read(request.GET.dict()))


def show(request: HttpRequest, look: Look, *, refusal: Refusal | None = None) -> HttpResponse:
    """The page of a look; with a refusal it says why the button did nothing."""
    officer, now = officer_here(request), clock.now()
    after, before = (read_place(request.GET.get(word, "")) for word in ("sesudah", "sebelum"))
    found = look.filter.page(officer, at=now, after=after, before=before, size=sieve.PAGE)
    is_back = after is None and before is not None
    shown = found[-sieve.PAGE :] if is_back else found[: sieve.PAGE]
    opened = opened_by(officer) if look.queue.slug == "periksa" else []
    news = news_in(officer, [*shown, *opened])
    rows = rows_of(shown, now=now, news=news)
    kept, pile = counters(request, look)
    context = {
        "look": look,
        "look_query": look.query(),
        "rows": rows,
        "lines": in_columns(rows, look.columns),
        "opened": rows_of(opened, now=now, news=news),
        "pile": pile,
        "oldest": now - pile.oldest if pile.oldest else None,
        **_pages(look, shown, more=len(found) > sieve.PAGE, is_back=is_back, is_first=not (after or before)),
        "kept": kept,
        "purposes": PURPOSES,
        "may_share": bool(officer.roles & set(HEADS)),
        "columns": {name: COLUMNS[name] for name in look.columns},
        **choices(look),
        "refusal": refusal.message if refusal else "",
        **frame(request, look.queue.slug),
    }
    return render(
        request, "workbench/applications/queue.html", context, status=refusal.status if refusal else 200
    )


def _pages(
    look: Look, shown: list[Application], *, more: bool, is_back: bool, is_first: bool
) -> dict[str, Any]:
    """Addresses of the next and the previous page, empty where there is none."""
    if not shown:
        return {"next_query": "", "previous_query": ""}
    forward = more or is_back
    back = more if is_back else not is_first
    return {
        "next_query": look.query(sesudah=place_of(shown[-1], look.filter)) if forward else "",
        "previous_query": look.query(sebelum=place_of(shown[0], look.filter)) if back else "",
    }


@never_cache
@require_POST
@officer_required()
def find(request: HttpRequest) -> HttpResponse:
    """Search inside the look: a name with mistakes, a number or a NIK; on record, and never in an address."""
    look, words = look_of_form(request), request.POST.get("q", "").strip()[:_LONGEST_WORDS]
    record("desk.searched", purpose=purpose(request.POST.get("keperluan", "")), detail={"by": "queue"})
    return show(request, replace(look, filter=replace(look.filter, words=words)))


@require_POST
@officer_required()
def start(request: HttpRequest) -> HttpResponse:
    """Open the oldest case of this look that nobody else has."""
    officer, look = officer_here(request), look_of_form(request)
    here = f"{reverse('workbench:applications:queue')}?{look.query()}"
    if look.filter.states != (states.SUBMITTED,):
        return redirect(here)
    case = claim_next(look.filter.rows(officer, at=clock.now()), by=officer)
    return redirect(here if case is None else f"{case_url(case)}?{look.query()}")


@require_POST
@officer_required()
def claim(request: HttpRequest, reference: str) -> HttpResponse:
    """Take this case to check it."""
    case = case_to_change(request, reference)
    claiming.claim(case, by=officer_here(request))
    return to_case(request, case)


@require_POST
@officer_required()
def hand_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Put the case back into the queue without deciding."""
    case = case_to_change(request, reference)
    hand_back_case(case, by=officer_here(request))
    return redirect(f"{reverse('workbench:applications:queue')}?{look_of_form(request).query()}")


@require_POST
@officer_required()
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the present look under a name."""
    officer, look = officer_here(request), look_of_form(request)
    is_shared = request.POST.get("bersama") == "1" and bool(officer.roles & set(HEADS))
    try:
        kept = save_queue(
            request.POST.get("nama", ""), look.filter, columns=look.columns, by=officer, is_shared=is_shared
        )
    except Refusal as refusal:
        return show(request, look, refusal=refusal)
    return redirect(f"{reverse('workbench:applications:queue')}?{look.query(simpan=str(kept.public_id))}")


@require_POST
@officer_required()
def drop(request: HttpRequest) -> HttpResponse:
    """Forget a kept queue of one's own."""
    officer, name = officer_here(request), request.POST.get("simpan", "")
    kept = next((one for one in queues_kept(officer.membership_id) if str(one.public_id) == name), None)
    if kept is None:
        raise Http404
    drop_queue(kept, by=officer)
    return redirect("workbench:applications:queue")
