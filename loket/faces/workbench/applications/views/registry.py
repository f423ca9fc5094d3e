"""Ask the population register about the person of a case; a worker asks, the page shows what it said."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from loket.applications.consulting import consult

from ...gate import officer_actor, officer_required
from ..door import case_here


@require_POST
@officer_required()
def ask_register(request: HttpRequest, reference: str) -> HttpResponse:
    """Put the question down; looked at by whoever works on the case."""
    case = case_here(request, reference)
    consult(case, by=officer_actor(request))
    return redirect("workbench:applications:case", case.reference)
