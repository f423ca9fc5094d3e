"""Applying: begin, one screen after the other, check, send. Each screen is saved before the next one shows."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from loket.applications.actions.start_draft import start_draft
from loket.applications.actions.submit import AlreadyRunning, NotDeclared, check_alone, submit
from loket.applications.completeness import RequirementsIncomplete
from loket.applications.models import Application
from loket.audit.actor import current_actor
from loket.catalogue.queries import applicable
from loket.foundation.formkit.steps import Step
from loket.foundation.kernel.errors import Refusal
from loket.foundation.ui.context import simple_mode
from loket.tenants.scope import body_first, present, undo_so_far

from ...gate import BESIDE, resident_required, sitting_here, the_resident
from .. import addresses, checking, offering, screen
from ..journey import Journey
from ..own import own_application

FROM_CHECK = "periksa"


@require_http_methods(["GET", "HEAD", "POST"])
@resident_required()
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Begin an application of a service; a double tap finds the one just begun.

    Whoever had to log in first comes back by GET, to the service's page with its button (S0-11).
    """
    if request.method != "POST":
        return redirect("portal:catalogue:service", code)
    version = applicable(code)
    if version is None:
        raise Http404
    draft = start_draft(version, resident=the_resident(request), by=current_actor())
    return HttpResponseRedirect(_address(draft, Journey(draft, simple_mode(request)).next_open()))


@require_GET
@resident_required(assisted=True)
def go_on(request: HttpRequest, reference: str) -> HttpResponse:
    """Where a draft was left: the first open screen, or the check page."""
    return resume(request, reference)


def resume(request: HttpRequest, reference: str) -> HttpResponse:
    """The address of the first open screen of a draft."""
    application = own_application(request, reference, "service_version")
    if not application.is_draft:
        return redirect("portal:applications:status", application.reference)
    return HttpResponseRedirect(_address(application, Journey(application, simple_mode(request)).next_open()))


@require_http_methods(["GET", "HEAD", "POST"])
@body_first
@resident_required(assisted=True)
def step(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """One screen: at most three questions, or one paper. The body of a photo post is read before the transaction."""
    posted = request.POST if request.method == "POST" else None
    with present():
        application = own_application(request, reference, "service_version", lock=posted is not None)
        if not application.is_draft:
            return redirect("portal:applications:status", application.reference)
        journey = Journey(application, simple_mode(request))
        found = journey.step(key)
        if found is None:
            return HttpResponseRedirect(_address(application, journey.next_open()))
        if posted is None:
            return _show(request, screen.opened(request, journey, found))
        return _keep(request, journey, found)


def _keep(request: HttpRequest, journey: Journey, found: Step) -> HttpResponse:
    """Save what was posted and go on, or show the screen again with what is wrong."""
    if "hapus" in request.POST and found.paper is not None:
        screen.take_away(journey, found, request.POST["hapus"])
        return redirect(request.get_full_path())
    if offering.PICK in request.POST or offering.USE in request.POST:
        outcome = screen.taken(request, journey, found)
        if outcome.status == HTTPStatus.OK and not outcome.is_saved:
            return redirect(request.get_full_path())  # filled in, to be looked over
    else:
        outcome = screen.keep(request, journey, found)
    if outcome.leaves:
        return redirect(BESIDE if sitting_here(request) else "portal:applications:index")
    if not outcome.is_saved:
        return _show(request, outcome)
    fresh = outcome.journey if found.paper else outcome.journey.after_saving(found)
    from_check = request.GET.get("dari") == FROM_CHECK
    if from_check and not outcome.goes_on and fresh.next_open() is None:
        return redirect("portal:applications:check", fresh.application.reference)
    stopped = _stopped(request, outcome, fresh)
    if stopped is not None:
        return stopped
    address = _address(fresh.application, outcome.next_step(fresh))
    return HttpResponseRedirect(f"{address}?dari={FROM_CHECK}" if from_check and outcome.goes_on else address)


def _stopped(request: HttpRequest, outcome: screen.Screen, fresh: Journey) -> HttpResponse | None:
    """The same screen with the way to the application that runs already (S3-6); the person chosen is not kept."""
    if not screen.names_subject(outcome.step):
        return None
    try:
        check_alone(fresh.application)
    except AlreadyRunning as refusal:
        undo_so_far()
        application = own_application(request, fresh.application.reference, "service_version")
        outcome.journey = Journey(application, simple_mode(request))
        outcome.status, outcome.refusal, outcome.running = refusal.status, str(refusal), refusal.reference
        return _show(request, outcome)
    return None


def _show(request: HttpRequest, shown: screen.Screen) -> HttpResponse:
    template = "portal/applications/paper.html" if shown.step.paper else "portal/applications/step.html"
    context = {**shown.context(), "from_check": request.GET.get("dari") == FROM_CHECK}
    return render(request, template, context, status=shown.status)


def _address(application: Application, target: Step | None) -> str:
    if target is None:
        return addresses.of_check(application.reference)
    return addresses.of_step(application.reference, target.key)


@require_GET
@resident_required(assisted=True)
def check(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything that will be sent, with "Ubah" on each row (R17)."""
    application = own_application(request, reference, "service_version")
    if not application.is_draft:
        return redirect("portal:applications:status", application.reference)
    return render(
        request,
        "portal/applications/check.html",
        checking.context(Journey(application, simple_mode(request))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@resident_required(assisted=True)
def send(request: HttpRequest, reference: str) -> HttpResponse:
    """Send in. The second tap, the request sent again and the second tab get the same receipt."""
    application = own_application(request, reference, "service_version", lock=request.method == "POST")
    if application.submitted_at is not None:
        return redirect("portal:applications:sent", application.reference)
    if request.method != "POST" or not application.is_draft:
        return redirect("portal:applications:resume", application.reference)
    try:
        declared = checking.declared(application, request.POST)
        submit(
            application, submit_key=_key(request), by=current_actor(),
            declared=declared, edition=request.POST.get(screen.EDITION, ""),
        )  # fmt: skip
    except AlreadyRunning as refusal:
        return _refuse(request, application, refusal, running=refusal.reference)
    except RequirementsIncomplete as refusal:
        return _refuse(request, application, refusal)
    except Refusal as refusal:
        return _refuse(request, application, refusal)
    return redirect("portal:applications:sent", application.reference)


def _refuse(
    request: HttpRequest, application: Application, refusal: Refusal, running: str = ""
) -> HttpResponse:
    fresh = own_application(request, application.reference, "service_version")
    context = checking.context(
        Journey(fresh, simple_mode(request)), posted=request.POST, refusal=str(refusal), running=running
    )
    if isinstance(refusal, NotDeclared):
        context["refusal"] = ""  # each statement says so itself
    return render(request, "portal/applications/check.html", context, status=refusal.status)


def _key(request: HttpRequest) -> uuid.UUID:
    """The key minted with the form (security rule 12)."""
    try:
        return uuid.UUID(request.POST.get("kunci", ""))
    except ValueError:
        raise Refusal(
            _("Halaman ini tidak lengkap. Muat ulang halaman, lalu kirim lagi."), code="no_key"
        ) from None
