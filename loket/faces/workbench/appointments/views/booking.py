"""Officers give an hour: to a case's person, to somebody without a case, or another one to who has one."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from loket.applications import states as case_states
from loket.applications.models import Application
from loket.applications.policies import may_work
from loket.applications.states import Slot
from loket.appointments.actions.book import book
from loket.appointments.actions.invite_to_slot import invite_to_slot
from loket.appointments.actions.move import move
from loket.appointments.persons import person_of_case
from loket.appointments.policies import ROLES
from loket.appointments.queries import needs_visit, open_booking_about, schedules_of, to_bring, visit_kind
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain

from ...applications.door import case_here
from ...desk.frame import frame
from ...gate import officer_required
from ...officer import officer_here
from .. import slots_page
from ..door import booking_here, schedules_here
from ..forms import PersonForm

_WORDS = 80


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required()
def book_case(request: HttpRequest, reference: str) -> HttpResponse:
    """An hour for the person of a case that waits for a visit, or is approved and needs one."""
    case = case_here(request, reference)
    schedules = schedules_of(visit_kind(case))
    if not schedules or not _may_book(request, case):
        raise Http404
    schedule = slots_page.counter_here(request, schedules)
    booked, refusal, bring = open_booking_about(case.reference), "", _bring(request, case)
    if booked is not None:
        return redirect("workbench:appointments:move", booked.public_id)
    if request.method == "POST":
        try:
            at, by = slots_page.hour_here(request), officer_here(request)
            if case.state == case_states.APPROVED:
                invite_to_slot(case, schedule, at, by=by, bring=bring)
            else:
                book(
                    schedule, at, person=person_of_case(case), about=case.reference, bring=bring, by=by.actor
                )
        except Refusal as refused:
            refusal = str(refused)
        else:
            return redirect("workbench:applications:case", case.reference)
    context = {
        **slots_page.context(request, schedules, schedule),
        "heading": _("Pesankan jadwal"),
        "who": f"{case.subject_name} · {case.reference}",
        "bring": bring,
        "back_url": reverse("workbench:applications:case", args=[case.reference]),
    }
    return _page(request, context, refusal)


def _may_book(request: HttpRequest, case: Application) -> bool:
    """Whoever may ask the person to come, or receives him, may give him an hour."""
    officer = officer_here(request)
    if case.state == case_states.APPROVED:
        return needs_visit(case) and may_work(officer, case, Slot.VERIFY) is None
    slots = (Slot.VERIFY, Slot.VISIT)
    return case.state == case_states.AWAITING_VISIT and any(
        may_work(officer, case, slot) is None for slot in slots
    )


def _bring(request: HttpRequest, case: Application) -> str:
    return plain(request.POST.get("bawa", ""), max_length=_WORDS) or to_bring(case)


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(ROLES)
def book_person(request: HttpRequest) -> HttpResponse:
    """An hour for somebody without a case, at a counter of this officer."""
    schedules = schedules_here(request)
    if not schedules:
        raise Http404
    schedule, refusal = slots_page.counter_here(request, schedules), ""
    typed = {**request.POST.dict(), "loket": str(schedule.public_id)} if request.method == "POST" else None
    form = PersonForm(typed, schedules=schedules, by_office=True)
    if form.is_valid():
        try:
            book(
                schedule,
                slots_page.hour_here(request),
                person=form.person(),
                by=officer_here(request).actor,
            )
        except Refusal as refused:
            refusal = str(refused)
        else:
            return redirect("workbench:appointments:today")
    context = {
        **slots_page.context(request, schedules, schedule),
        "heading": _("Pesankan jadwal"),
        "form": form,
        "back_url": reverse("workbench:appointments:today"),
    }
    return _page(request, context, refusal)


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(ROLES)
def shift(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Another hour for who has one; the person is told."""
    booking = booking_here(request, public_id)
    schedules = schedules_of(booking.kind)
    if not booking.is_booked or not schedules:
        return redirect("workbench:appointments:today")
    own = next((one for one in schedules if one.pk == booking.schedule_id), None)
    schedule, refusal = slots_page.counter_here(request, schedules, own), ""
    if request.method == "POST":
        try:
            why = plain(request.POST.get("sebab", ""), max_length=_WORDS)
            move(booking, schedule, slots_page.hour_here(request), reason=why)
        except Refusal as refused:
            refusal, booking = str(refused), booking_here(request, public_id)
        else:
            return redirect("workbench:appointments:today")
    context = {
        **slots_page.context(request, schedules, schedule),
        "heading": _("Pindahkan jadwal"),
        "who": f"{booking.name} · {booking.ticket}",
        "booking": booking,
        "back_url": reverse("workbench:appointments:today"),
    }
    return _page(request, context, refusal)


def _page(request: HttpRequest, context: dict[str, object], refusal: str) -> HttpResponse:
    is_sent = request.method == "POST"
    shown = {**context, "refusal": refusal, **frame(request, "jadwal")}
    return render(request, "workbench/appointments/slots.html", shown, status=422 if is_sent else 200)
