"""Where an officer goes after a decision: the next case opens by itself (experience rule 16)."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from loket.applications.actions.claim_next import claim_next
from loket.applications.models import Application
from loket.foundation.kernel import clock

from ...desk.frame import DECIDED
from ...officer import officer_here
from ..sieve import Look


def look_of_form(request: HttpRequest) -> Look:
    """The queue and filters that the officer came from, carried by the form."""
    return Look.read(dict(parse_qsl(request.POST.get("saring", ""))))


def to_next(request: HttpRequest, *, decided: Application) -> HttpResponse:
    """Open the next waiting case of the same look, or show the (empty) queue; with the undo bar."""
    officer, look = officer_here(request), look_of_form(request)
    waiting = look.filter.rows(officer, at=clock.now())
    following = claim_next(waiting, by=officer) if look.queue.slug == "periksa" else None
    query = urlencode({DECIDED: decided.reference})
    if following is None:
        return redirect(f"{reverse('workbench:applications:queue')}?{look.query()}&{query}")
    return redirect(f"{case_url(following)}?{look.query()}&{query}")


def to_case(request: HttpRequest, case: Application) -> HttpResponse:
    """Back to the case, with the same look."""
    return redirect(f"{case_url(case)}?{look_of_form(request).query()}")


def to_place(request: HttpRequest, case: Application, place: str) -> HttpResponse:
    """Back to one part of the case's page, opened."""
    return redirect(f"{case_url(case)}?{look_of_form(request).query(buka=place)}#{place}")


def case_url(case: Application) -> str:
    """The address of a case on the desk."""
    return reverse("workbench:applications:case", args=[case.reference])
