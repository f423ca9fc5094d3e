"""Asking others about a case, and answering: "Diminta pendapat"."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.applications.actions.answer_opinion import answer_opinion
from loket.applications.actions.ask_opinion import ask_opinion
from loket.applications.actions.withdraw_opinion import withdraw_opinion
from loket.applications.casework import asked_of
from loket.applications.models import Application, Opinion
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.staff.models import Membership

from ...desk.frame import frame
from ...desk.rows import rows_of
from ...gate import officer_required
from ...officer import officer_here
from ..door import case_here
from .case import render_case
from .onward import to_place

_MOST = 100
_PERSON = "petugas:"


@never_cache
@require_GET
@officer_required()
def asked(request: HttpRequest) -> HttpResponse:
    """Cases about which the officer, or his role, is asked; the oldest question first."""
    opinions = list(asked_of(officer_here(request))[:_MOST])
    rows = rows_of([one.application for one in opinions], now=clock.now())
    context = {"asked": list(zip(rows, opinions, strict=True)), **frame(request, "pendapat")}
    return render(request, "workbench/applications/asked.html", context)


@require_POST
@officer_required()
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask a role or a colleague."""
    case = case_here(request, reference)
    whom = request.POST.get("kepada", "")
    colleague = _member(whom.removeprefix(_PERSON)) if whom.startswith(_PERSON) else None
    try:
        ask_opinion(
            case,
            request.POST.get("pertanyaan", ""),
            by=officer_here(request),
            role=whom,
            officer=colleague,
        )
    except Refusal as refusal:
        return render_case(request, case, refusal=refusal)
    return to_place(request, case, "pendapat")


def _member(public_id: str) -> Membership | None:
    members = Membership.objects.filter(active=True).select_related("account")
    return next((one for one in members if str(one.public_id) == public_id), None)


@require_POST
@officer_required()
def answer(request: HttpRequest, reference: str, opinion_id: uuid.UUID) -> HttpResponse:
    """Give the opinion that was asked for; then the next question."""
    case = case_here(request, reference)
    try:
        answer_opinion(_of(case, opinion_id), request.POST.get("pendapat", ""), by=officer_here(request))
    except Refusal as refusal:
        return render_case(request, case, refusal=refusal)
    return redirect("workbench:applications:asked")


@require_POST
@officer_required()
def withdraw(request: HttpRequest, reference: str, opinion_id: uuid.UUID) -> HttpResponse:
    """Take one's own question back."""
    case = case_here(request, reference)
    try:
        withdraw_opinion(_of(case, opinion_id), by=officer_here(request))
    except Refusal as refusal:
        return render_case(request, case, refusal=refusal)
    return to_place(request, case, "pendapat")


def _of(case: Application, opinion_id: uuid.UUID) -> Opinion:
    found: Opinion | None = Opinion.objects.filter(application=case, public_id=opinion_id).first()
    if found is None:
        raise Http404
    found.application = case
    return found
