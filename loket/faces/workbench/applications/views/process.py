"""After approval: take into process, ask the resident to come, record that he came."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from loket.applications.actions.invite import VisitTimeRefused
from loket.applications.actions.let_choose import let_choose
from loket.applications.actions.record_visit import record_visit as record
from loket.applications.actions.take_into_process import take_into_process as take
from loket.applications.models import Application
from loket.appointments.actions.ask_to_come import ask_to_come
from loket.appointments.actions.serve import serve
from loket.appointments.models import Schedule
from loket.appointments.queries import open_booking_about, schedules_of, visit_kind
from loket.foundation.kernel.text import plain
from loket.tenants.models import Office
from loket.tenants.scope import current_tenant

from ...desk.frame import frame
from ...gate import officer_required
from ...officer import officer_here
from ..door import case_here, case_to_change
from ..forms import InviteForm
from .onward import to_case

_WORDS = 80


@require_POST
@officer_required()
def take_into_process(request: HttpRequest, reference: str) -> HttpResponse:
    """Start processing: the case is being entered in SIAK."""
    case = case_to_change(request, reference)
    take(case, by=officer_here(request))
    return to_case(request, case)


@require_http_methods(["GET", "POST"])
@officer_required()
def invite(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask the resident to come once: at an hour he chooses where slots are given, else where and when we say."""
    is_sent = request.method == "POST"
    case = case_to_change(request, reference) if is_sent else case_here(request, reference)
    counters = schedules_of(visit_kind(case))
    if counters:
        return _let_choose(request, case, counters)
    offices = list(_places(case))
    first = {"tempat": offices[0].slug if offices else "", "bawa": "KK"}
    form = InviteForm(request.POST if is_sent else None, offices=offices, initial=first)
    if form.is_valid():
        bring = plain(form.cleaned_data["bawa"], max_length=_WORDS) or "KK"
        by = officer_here(request)
        try:
            ask_to_come(case, by=by, office=form.place, at=form.moment, bring=bring)
        except VisitTimeRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return to_case(request, case)
    context = {"case": case, "form": form, **frame(request, "kunjungan")}
    status = 422 if is_sent else 200
    return render(request, "workbench/applications/invite.html", context, status=status)


def _let_choose(request: HttpRequest, case: Application, counters: list[Schedule]) -> HttpResponse:
    """The same where slots are given: the person chooses, or the officer gives an hour on the next page."""
    if request.method == "POST":
        bring = plain(request.POST.get("bawa", ""), max_length=_WORDS) or "KK"
        places = {counter.office_id: counter.office.name for counter in counters}
        place = next(iter(places.values())) if len(places) == 1 else current_tenant().short_name
        let_choose(case, by=officer_here(request), place=place, bring=bring)
        return to_case(request, case)
    context = {"case": case, "counters": counters, **frame(request, "kunjungan")}
    return render(request, "workbench/applications/let_choose.html", context)


def _places(case: Application) -> QuerySet[Office]:
    """Where this visit can take place: only some offices record fingerprints or activate IKD."""
    needed = {"petugas_perekaman": "is_recording", "petugas_ikd": "is_ikd"}.get(case.visit_role)
    places: QuerySet[Office] = Office.objects.order_by("-is_main", "name")
    return places.filter(**{needed: True}) if needed else places


@require_POST
@officer_required()
def record_visit(request: HttpRequest, reference: str) -> HttpResponse:
    """The resident came; processing goes on."""
    case = case_to_change(request, reference)
    booking = open_booking_about(case.reference)
    if booking is None:
        record(case, by=officer_here(request))
    else:
        serve(booking, by=officer_here(request))
    return to_case(request, case)
