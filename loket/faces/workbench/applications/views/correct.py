"""Putting an answer right: one question, its new answer, and why."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from loket.applications import labels
from loket.applications.actions.correct_answers import correct_answers
from loket.applications.models import Application
from loket.applications.policies import may_correct, require
from loket.applications.surroundings import office_now
from loket.foundation.formkit.forms import StepForm
from loket.foundation.kernel.errors import Refusal

from ...desk.frame import frame
from ...desk.piles import queue_of_state
from ...gate import officer_required
from ...officer import officer_here
from ..case_page import mendable_items
from ..door import case_here, case_to_change
from .onward import to_place

_CONFLICT = 409


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required()
def correct(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose the question, then write the right answer and choose why; the resident is told."""
    if request.method == "GET":
        case = case_here(request, reference)
        require(may_correct(officer_here(request), case))
        return _page(request, case, _form(case, request.GET.get("isian", "")))
    case = case_to_change(request, reference)
    form = _form(case, request.POST.get("isian", ""), request.POST)
    if form is None or not form.is_valid():
        return _page(request, case, form, status=422)
    try:
        correct_answers(
            case,
            form.cleaned_data,
            by=officer_here(request),
            reason=request.POST.get("sebab", ""),
            edition=request.POST.get("edisi", ""),
        )
    except Refusal as refusal:
        if refusal.status == _CONFLICT:
            raise
        return _page(request, case, form, refusal=refusal, status=refusal.status)
    return to_place(request, case, "riwayat")


def _form(case: Application, slug: str, posted: Any = None) -> StepForm | None:
    definition = case.service_version.form
    known = {item for kind, item, _name in mendable_items(case) if kind == "field"}
    if slug not in known or slug not in definition.by_slug:
        return None
    return StepForm(
        posted,
        definition=definition,
        questions=[definition.by_slug[slug]],
        answers=case.read_answers(),
        office=office_now(),
    )


def _page(
    request: HttpRequest,
    case: Application,
    form: StepForm | None,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    queue = queue_of_state(case.state)
    context = {
        "case": case,
        "form": form,
        "chosen": form.questions[0].slug if form else "",
        "items": [(slug, name) for kind, slug, name in mendable_items(case) if kind == "field"],
        "reasons": labels.CORRECTION_REASONS,
        "why": request.POST.get("sebab", ""),
        "edition": request.POST.get("edisi", "") or case.edition,
        "look_query": request.POST.get("saring", "") or request.GET.get("saring", ""),
        "refusal": refusal.message if refusal else "",
        **frame(request, queue.slug if queue else ""),
    }
    return render(request, "workbench/applications/correct.html", context, status=status)
