"""The pick-up counter: find by number, code or NIK; check; hand over (O9)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from loket.applications import states
from loket.applications.messages import service_name
from loket.applications.models import Application
from loket.applications.queries import visible_to
from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.issuing.actions.hand_over import AtCounter, hand_over
from loket.issuing.queries import hand_overs_of, originals_to_bring, outputs_of, waiting_for_collector
from loket.issuing.rules import asks_old_card
from loket.tenants.scope import current_tenant

from ..applications import sieve
from ..applications.door import case_here, case_to_change
from ..applications.sieve import Look, place_of, read_place
from ..applications.views.onward import case_url
from ..desk.frame import frame
from ..desk.rows import rows_of
from ..gate import officer_required
from ..officer import officer_here
from .forms import HandOverForm

_CONFLICT = 409


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required()
def counter(request: HttpRequest) -> HttpResponse:
    """What waits to be collected, and the field to find one; what is looked for stays out of the address."""
    officer, now = officer_here(request), clock.now()
    context: dict[str, Any] = {**frame(request, "serah")}
    if request.method == "POST":
        ready = waiting_for_collector(request.POST.get("q", ""))
        found = list(ready.filter(pk__in=visible_to(officer).values("pk"))[:20])
        record("issuing.searched", purpose="serah terima", detail={"found": len(found)})
        if len(found) == 1:
            return redirect("workbench:issuing:hand_over", found[0].reference)
        return render(
            request,
            "workbench/issuing/counter.html",
            context | {"found": rows_of(found, now=now), "asked": True},
        )
    look = Look.read({**request.GET.dict(), "antrean": "serah"})
    page = look.filter.page(
        officer, at=now, after=read_place(request.GET.get("sesudah", "")), size=sieve.PAGE
    )
    more = place_of(page[sieve.PAGE - 1], look.filter) if len(page) > sieve.PAGE else ""
    context |= {
        "rows": rows_of(page[: sieve.PAGE], now=now),
        "next_query": f"sesudah={more}" if more else "",
        "handed": request.GET.get("selesai", ""),
    }
    return render(request, "workbench/issuing/counter.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required("petugas_pengambilan")
def hand_over_case(request: HttpRequest, reference: str) -> HttpResponse:
    """Originals, old card, collector; then the document changes hands, once."""
    if request.method == "GET":
        case = case_here(request, reference)
        if case.state != states.READY:
            return redirect(case_url(case))
        record(
            "issuing.counter_viewed", obj_type="application", obj_ref=case.reference, purpose="serah terima"
        )
        return _page(request, case, _form(case))
    case = case_to_change(request, reference)
    form = _form(case, request)
    if not form.is_valid():
        return _page(request, case, form)
    try:
        hand_over(case, by=officer_here(request), counter=_noted(form))
    except Refusal as refusal:
        if refusal.status == _CONFLICT:
            raise
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))
        return _page(request, case, form)
    return redirect(f"{reverse('workbench:issuing:counter')}?selesai={case.reference}")


def _form(case: Application, request: HttpRequest | None = None) -> HandOverForm:
    return HandOverForm(
        request.POST if request else None,
        originals=originals_to_bring(case),
        asks_old_card=asks_old_card(case.service_version.definition),
    )


def _noted(form: HandOverForm) -> AtCounter:
    given = form.cleaned_data
    return AtCounter(
        collector_name=given.get("nama", ""),
        collector_relation=given.get("hubungan", ""),
        originals=given.get("asli", []),
        missing_reason=given.get("alasan_kurang", ""),
        old_card=given.get("kartu_lama", ""),
        code=given.get("kode", "").strip(),
        message_shown=given.get("pesan_ditunjukkan", False),
    )


def _page(request: HttpRequest, case: Application, form: HandOverForm) -> HttpResponse:
    context = {
        "case": case,
        "service_name": service_name(case, "id"),
        "form": form,
        "outputs": outputs_of(case).select_related("office"),
        "handed": hand_overs_of(case),
        "note": current_tenant().handover_words,
        **frame(request, "serah"),
    }
    return render(request, "workbench/issuing/hand_over.html", context, status=422 if form.errors else 200)
