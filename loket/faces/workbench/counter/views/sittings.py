"""Beside one person: which services, which cases are typed, and the end."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.applications.models import Application
from loket.catalogue.queries import applicable, offers, published
from loket.foundation.kernel import reference as references
from loket.foundation.kernel.errors import Refusal
from loket.intake.actions.begin_application import begin_application
from loket.intake.actions.end_sitting import end_sitting
from loket.intake.actions.serve_now import serve_now
from loket.intake.models import Sitting
from loket.intake.policies import may_serve_now
from loket.intake.queries import terms_of
from loket.intake.rules import SITTING_KEY

from ...desk.frame import frame
from ...gate import officer_required
from ...officer import officer_here
from ..door import BESIDE_ROLES, own_sitting, turn_to


@never_cache
@require_GET
@officer_required(BESIDE_ROLES, helpers=True)
def person(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What can be typed for this person, and what was."""
    return _show(request, own_sitting(request, public_id))


def _show(request: HttpRequest, sitting: Sitting, *, refusal: str = "", status: int = 200) -> HttpResponse:
    if request.session.get(SITTING_KEY) != str(sitting.public_id):
        turn_to(request, sitting)
    cases = list(_cases(sitting))
    me = officer_here(request)
    context: dict[str, Any] = {
        "sitting": sitting,
        "resident": sitting.resident,
        "offers": _offers(sitting) if sitting.resident.is_verified else [],
        "cases": [(case, not sitting.is_helper and may_serve_now(case, by=me)) for case in cases],
        "refusal": refusal,
        **frame(request, "loket"),
    }
    return render(request, "workbench/counter/person.html", context, status=status)


def _cases(sitting: Sitting) -> Any:
    rows = Application.objects.select_related("service", "service_version").filter(
        applicant=sitting.resident, assisted_by=sitting.membership
    )
    return rows.order_by("-created_at")[:20]


def _offers(sitting: Sitting) -> list[Any]:
    """At the counter everything the office serves; with a helper what residents may do online and he may help."""
    if not sitting.is_helper:
        return offers()
    terms = terms_of(sitting.membership.account.username)
    allowed = set(terms.services) if terms else set()
    return [one for one in offers() if one.is_online and (not allowed or one.code in allowed)]


@never_cache
@require_POST
@officer_required(BESIDE_ROLES, helpers=True)
def start(request: HttpRequest, public_id: uuid.UUID, code: str) -> HttpResponse:
    """Begin a service and go on to the resident's own screens."""
    sitting = own_sitting(request, public_id)
    version = applicable(code) if sitting.is_helper else published(code)
    if version is None:
        raise Http404
    try:
        draft = begin_application(sitting, version)
    except Refusal as refusal:
        return _show(request, sitting, refusal=str(refusal), status=refusal.status)
    turn_to(request, sitting)
    return redirect("portal:applications:resume", draft.reference)


@never_cache
@require_POST
@officer_required("petugas_loket")
def serve(request: HttpRequest, public_id: uuid.UUID, reference: str) -> HttpResponse:
    """The one-hour service: straight on with the officer who compared the originals (seed S3-2)."""
    sitting = own_sitting(request, public_id)
    try:
        number = references.parse(reference)
    except Refusal:
        raise Http404 from None
    case = _cases_locked(sitting, number)
    if case is None:
        raise Http404
    try:
        serve_now(case, by=officer_here(request))
    except Refusal as refusal:
        return _show(request, sitting, refusal=str(refusal), status=refusal.status)
    return redirect(reverse("workbench:applications:case", args=[case.reference]))


def _cases_locked(sitting: Sitting, reference: str) -> Application | None:
    found: Application | None = (
        Application.objects.select_related("service", "service_version", "applicant__account")
        .filter(reference=reference, applicant=sitting.resident, assisted_by=sitting.membership)
        .first()
    )
    return found


@require_POST
@officer_required(BESIDE_ROLES, helpers=True)
def end(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The person leaves: at the counter nothing more can be typed; a helper only turns to the next one."""
    sitting = own_sitting(request, public_id)
    if not sitting.is_helper or "cabut" in request.POST:
        end_sitting(sitting)
    request.session.pop(SITTING_KEY, None)
    return redirect("workbench:counter:home")
