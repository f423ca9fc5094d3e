"""Making documents: start, failed, ready, sent, arrived, concluded."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from loket.applications.models import Application
from loket.foundation.kernel import clock
from loket.foundation.kernel.text import plain
from loket.issuing.actions.bring_back import bring_back as take_back
from loket.issuing.actions.conclude import conclude as conclude_case
from loket.issuing.actions.drop import drop
from loket.issuing.actions.email_files import email_files
from loket.issuing.actions.mark_delivered import mark_delivered
from loket.issuing.actions.mark_failed import mark_failed
from loket.issuing.actions.mark_ready import mark_ready
from loket.issuing.actions.mark_sent import NotByMail, mark_sent
from loket.issuing.actions.start_production import start_production
from loket.issuing.models import Output
from loket.issuing.queries import originals_to_bring, outputs_of
from loket.tenants.queries import main_office
from loket.tenants.scope import current_tenant

from ..applications.door import case_here, case_to_change
from ..applications.views.onward import to_case
from ..desk.frame import frame
from ..gate import officer_required
from ..officer import officer_here
from .forms import ReadyForm


@require_POST
@officer_required()
def start(request: HttpRequest, reference: str) -> HttpResponse:
    """Start making the officer's outputs."""
    case = case_to_change(request, reference)
    start_production(case, by=officer_here(request))
    return to_case(request, case)


@require_POST
@officer_required()
def fail(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """One output could not be made."""
    case = case_to_change(request, reference)
    mark_failed(_output(case, position), by=officer_here(request))
    return to_case(request, case)


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required()
def ready(request: HttpRequest, reference: str) -> HttpResponse:
    """Where and from when it can be collected; the applicant is told."""

    def act(case: Application, form: ReadyForm) -> None:
        by = officer_here(request)
        mark_ready(case, by=by, place=form.place(), ready_from=form.ready_from())

    return _with_place(request, reference, act)


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required()
def bring_back(request: HttpRequest, reference: str) -> HttpResponse:
    """The post came back; it waits at a place again."""

    def act(case: Application, form: ReadyForm) -> None:
        take_back(case, by=officer_here(request), place=form.place(), ready_from=form.ready_from())

    return _with_place(request, reference, act)


def _with_place(
    request: HttpRequest, reference: str, act: Callable[[Application, ReadyForm], None]
) -> HttpResponse:
    case = case_to_change(request, reference) if request.method == "POST" else case_here(request, reference)
    form = ReadyForm(request.POST or None, initial=_proposed(case))
    if request.method == "POST" and form.is_valid():
        act(case, form)
        return to_case(request, case)
    context = {
        "case": case,
        "form": form,
        "originals": originals_to_bring(case).values(),
        "look_query": request.POST.get("saring", "") or request.GET.urlencode(),
        **frame(request, "cetak"),
    }
    return render(request, "workbench/issuing/ready.html", context, status=422 if form.is_bound else 200)


def _proposed(case: Application) -> dict[str, object]:
    """The place the resident chose (or the print site), from the next working day's opening."""
    tenant = current_tenant()
    place = case.pickup_office or case.office or main_office()
    return {
        "tempat": place.slug,
        "mulai": tenant.calendar().next_start(clock.now()).astimezone(tenant.zone).date(),
    }


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required()
def send(request: HttpRequest, reference: str) -> HttpResponse:
    """By post with its number, or by e-mail without one."""
    if request.method == "GET":
        return _send_page(request, case_here(request, reference))
    case = case_to_change(request, reference)
    try:
        mark_sent(case, by=officer_here(request), tracking=plain(request.POST.get("resi", ""), max_length=40))
    except NotByMail as refusal:
        return _send_page(request, case, refusal)
    return to_case(request, case)


def _send_page(request: HttpRequest, case: Application, refusal: NotByMail | None = None) -> HttpResponse:
    context = {
        "case": case,
        "refusal": refusal.message if refusal else "",
        "look_query": request.POST.get("saring", "") or request.GET.urlencode(),
        **frame(request, "kirim"),
    }
    return render(request, "workbench/issuing/send.html", context, status=refusal.status if refusal else 200)


@require_POST
@officer_required()
def email_files_of(request: HttpRequest, reference: str) -> HttpResponse:
    """The finished files of a bundle were e-mailed; the card is still to come."""
    case = case_to_change(request, reference)
    email_files(case, by=officer_here(request))
    return to_case(request, case)


@require_POST
@officer_required()
def drop_output(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """One document of a bundle is not issued after all."""
    case = case_to_change(request, reference)
    drop(_output(case, position), by=officer_here(request))
    return to_case(request, case)


def _output(case: Application, position: int) -> Output:
    output = outputs_of(case).filter(position=position).first()
    if output is None:
        raise Http404
    output.application = case
    return output


@require_POST
@officer_required()
def deliver(request: HttpRequest, reference: str) -> HttpResponse:
    """What was sent has arrived."""
    case = case_to_change(request, reference)
    mark_delivered(case, by=officer_here(request))
    return to_case(request, case)


@require_POST
@officer_required()
def conclude(request: HttpRequest, reference: str) -> HttpResponse:
    """A case without a document ends here."""
    case = case_to_change(request, reference)
    conclude_case(case, by=officer_here(request))
    return redirect("workbench:applications:case", case.reference)
