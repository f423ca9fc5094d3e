"""A complaint becomes an appointment at the complaints counter (seed S2-13)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from loket.appointments.actions.book import book
from loket.appointments.labels import COMPLAINT
from loket.appointments.persons import Person, person_of_resident
from loket.appointments.queries import open_booking_about, schedules_of
from loket.complaints import states
from loket.complaints.actions.take import take
from loket.complaints.models import Complaint
from loket.complaints.policies import may_handle
from loket.foundation.kernel.errors import Refusal

from ...appointments import slots_page
from ...desk.frame import frame
from ...gate import officer_required
from ...officer import officer_here
from ..door import ROLES, complaint_here
from ..page import may_be_invited


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(ROLES)
def book_visit(request: HttpRequest, reference: str) -> HttpResponse:
    """Pick an hour for the person; he is told, and the complaint is in hand."""
    complaint, officer = complaint_here(request, reference), officer_here(request)
    schedules = schedules_of(COMPLAINT)
    if not schedules or not may_be_invited(complaint) or may_handle(officer, complaint) is not None:
        raise Http404
    booked, refusal = open_booking_about(complaint.reference), ""
    if booked is not None:
        return redirect("workbench:appointments:move", booked.public_id)
    schedule = slots_page.counter_here(request, schedules)
    if request.method == "POST":
        try:
            at = slots_page.hour_here(request)
            book(schedule, at, person=_person(complaint), about=complaint.reference, by=officer.actor)
            if complaint.state in {states.NEW, states.REOPENED}:
                take(complaint, by=officer)
        except Refusal as refused:
            refusal = str(refused)
        else:
            return redirect("workbench:complaints:show", complaint.reference)
    here = reverse("workbench:complaints:show", args=[complaint.reference])
    context = {
        **slots_page.context(request, schedules, schedule),
        "heading": _("Buat janji temu"),
        "who": f"{complaint.topic_label} · {complaint.reference}",
        "back_url": here,
        "refusal": refusal,
        **frame(request, "aduan"),
    }
    return render(
        request, "workbench/appointments/slots.html", context, status=422 if request.method == "POST" else 200
    )


def _person(complaint: Complaint) -> Person:
    """Who comes; of somebody who stays unknown the counter knows the ticket only."""
    resident = complaint.resident
    if resident is not None and not complaint.is_confidential:
        return person_of_resident(resident)
    name = "" if complaint.is_confidential else str(complaint.name)
    return Person(name=name, phone=complaint.phone_value, language=complaint.language)
