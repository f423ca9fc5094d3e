"""Choose what to do with many cases, watch it being done, stop it."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.applications.actions.start_batch import start_batch
from loket.applications.actions.stop_batch import stop_batch
from loket.applications.batches import Progress, batch_of, batches_of, failures_of
from loket.applications.deeds import deeds
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal

from ..applications.views.onward import look_of_form
from ..desk.frame import frame
from ..gate import officer_required
from ..officer import officer_here
from . import picking

#: A page of an order that runs asks again by itself after so many seconds.
_AGAIN = 3


@never_cache
@require_GET
@officer_required()
def index(request: HttpRequest) -> HttpResponse:
    """My latest orders."""
    found = [
        {"progress": one, "deed": deeds.get(one.batch.deed)}
        for one in batches_of(officer_here(request).membership_id)
    ]
    return render(request, "workbench/batch/list.html", {"orders": found, **frame(request)})


@never_cache
@require_POST
@officer_required()
def choose(request: HttpRequest) -> HttpResponse:
    """What to do with the cases ticked, or with all of the look."""
    look = look_of_form(request)
    cases = picking.picked(request, look)
    context = {**picking.form_of(request, look, cases), **frame(request, look.queue.slug)}
    return render(request, "workbench/batch/choose.html", context)


@never_cache
@require_POST
@officer_required()
def start(request: HttpRequest) -> HttpResponse:
    """Give the order; on to its progress."""
    look = look_of_form(request)
    cases = picking.picked(request, look)
    deed, key = request.POST.get("pekerjaan", ""), picking.order_key(request.POST.get("kunci", ""))
    chosen = picking.choices_here(request.POST.dict())
    try:
        if deed not in {one.key for one in picking.offered(request, look)}:
            deed = ""
        batch = start_batch(deed, cases, by=officer_here(request), choices=chosen, order_key=key)
    except Refusal as refusal:
        context = {
            **picking.form_of(request, look, cases),
            "refusal": refusal.message,
            "refused_field": refusal.field,
            **frame(request, look.queue.slug),
        }
        return render(request, "workbench/batch/choose.html", context, status=refusal.status)
    return redirect("workbench:batch:progress", batch.public_id)


@never_cache
@require_GET
@officer_required()
def progress(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    """How far it is and what failed, why; asks again by itself while it runs, without a script."""
    one = _own(request, batch_id)
    now = clock.now()
    context = {
        "one": one,
        "deed": deeds.get(one.batch.deed),
        "failures": failures_of(one.batch),
        "begins_in": max(0, round((one.batch.starts_at - now).total_seconds())),
        **frame(request),
    }
    response = render(request, "workbench/batch/progress.html", context)
    if one.batch.ended_at is None:
        response["Refresh"] = str(_AGAIN)
    return response


@require_POST
@officer_required()
def stop(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    """Do no more of it; before it began that undoes the whole order."""
    stop_batch(_own(request, batch_id).batch, by=officer_here(request))
    return redirect("workbench:batch:progress", batch_id)


def _own(request: HttpRequest, batch_id: uuid.UUID) -> Progress:
    found = batch_of(batch_id, officer_here(request).membership_id)
    if found is None:
        raise Http404
    return found
