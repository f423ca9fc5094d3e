"""Choosing an hour, seeing the ticket, choosing another, cancelling."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from loket.applications.models import Application
from loket.appointments.actions.book import book
from loket.appointments.actions.cancel import cancel
from loket.appointments.actions.move import move
from loket.appointments.models import Booking, Schedule
from loket.appointments.persons import person_of_case, person_of_resident
from loket.appointments.queries import (
    booking_named,
    bookings_of,
    open_booking_about,
    schedules_for_case,
    schedules_of,
    to_bring,
)
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant

from ..applications.names import service_name
from ..applications.own import own_application
from ..applications.slip import qr_drawing
from ..gate import resident_required, the_resident
from . import choosing
from .calendar_file import calendar_file
from .waiting import OPEN_KINDS, cases_to_book, kinds_to_book


@never_cache
@require_GET
@resident_required(verified=False)
def index(request: HttpRequest) -> HttpResponse:
    """My appointments, and the cases that wait for one."""
    bookings = bookings_of(the_resident(request))
    context = {
        "ahead": [one for one in bookings if one.is_open][::-1],
        "past": [one for one in bookings if not one.is_open],
        "cases": cases_to_book(the_resident(request)),
        "kinds": kinds_to_book() if the_resident(request).is_verified else [],
    }
    return render(request, "portal/appointments/index.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@resident_required(verified=False)
def choose(request: HttpRequest, reference: str) -> HttpResponse:
    """Day, then hour, for a case that waits for its person; the next free slot needs one press."""
    case = own_application(request, reference, "service_version", "pickup_office")
    booked = open_booking_about(case.reference)
    if booked is not None:
        return redirect("portal:appointments:ticket", booked.public_id)
    schedules = schedules_for_case(case)
    if not schedules:
        return redirect("portal:applications:status", case.reference)
    schedule = choosing.counter_of(request, schedules, _nearest(schedules, case))
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            at, person = choosing.hour_of(request), person_of_case(case)
            made = book(schedule, at, person=person, about=case.reference, bring=to_bring(case))
        except Refusal as refused:
            refusal = refused
        else:
            return redirect("portal:appointments:ticket", made.public_id)
    context = {
        **choosing.page(request, schedules, schedule, refusal=refusal),
        "service_name": str(service_name(case)),
        "back_url": reverse("portal:applications:status", args=[case.reference]),
    }
    return _page(request, context, refusal)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@resident_required()
def begin(request: HttpRequest, purpose: str) -> HttpResponse:
    """The same for the resident himself, without a case: services that are given at the counter only (S1-3, S1-6)."""
    schedules = schedules_of(OPEN_KINDS[purpose]) if purpose in OPEN_KINDS else []
    if not schedules:
        raise Http404
    schedule = choosing.counter_of(request, schedules)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            made = book(schedule, choosing.hour_of(request), person=person_of_resident(the_resident(request)))
        except Refusal as refused:
            refusal = refused
        else:
            return redirect("portal:appointments:ticket", made.public_id)
    context = {
        **choosing.page(request, schedules, schedule, refusal=refusal),
        "back_url": reverse("portal:appointments:index"),
    }
    return _page(request, context, refusal)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@resident_required(verified=False)
def change(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Another day or hour; the old place stays until the new one is given."""
    booking = _own(request, public_id)
    schedules = schedules_of(booking.kind)
    if not booking.is_booked or not schedules:
        return redirect("portal:appointments:ticket", booking.public_id)
    own = next((one for one in schedules if one.pk == booking.schedule_id), None)
    schedule = choosing.counter_of(request, schedules, own)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            move(booking, schedule, choosing.hour_of(request))
        except Refusal as refused:
            refusal, booking = refused, _own(request, public_id)
        else:
            return redirect("portal:appointments:ticket", booking.public_id)
    context = {
        **choosing.page(request, schedules, schedule, refusal=refusal),
        "booking": booking,
        "back_url": reverse("portal:appointments:ticket", args=[booking.public_id]),
    }
    return _page(request, context, refusal)


def _page(request: HttpRequest, context: dict[str, Any], refusal: Refusal | None) -> HttpResponse:
    status = refusal.status if refusal is not None else 200
    return render(request, "portal/appointments/choose.html", context, status=status)


@never_cache
@require_GET
@resident_required(verified=False)
def ticket(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The ticket: when, where, its number as a QR, what to bring (R24)."""
    booking = _own(request, public_id)
    context = {
        "booking": booking,
        "qr": qr_drawing(booking.ticket) if booking.is_open else "",
        "may_change": booking.is_booked and bool(schedules_of(booking.kind)),
        "is_over": booking.starts_at < clock.now(),
        "notice": current_tenant().visit_words,
    }
    return render(request, "portal/appointments/ticket.html", context)


@never_cache
@require_GET
@resident_required(verified=False)
def calendar(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The appointment for the calendar of the phone."""
    booking = _own(request, public_id)
    bring = booking.bring or _("KTP atau KK asli")
    note = _("Tiket %(ticket)s. Bawa %(bring)s. Gratis.") % {"ticket": booking.ticket, "bring": bring}
    text = calendar_file(booking, host=request.get_host(), title=str(booking.kind_label), note=note)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="jadwal.ics"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@resident_required(verified=False)
def leave(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A page, never a popup: the place is given to somebody else."""
    booking = _own(request, public_id)
    if request.method == "POST" and booking.is_booked:
        cancel(booking)
    if not booking.is_booked:
        return redirect("portal:appointments:ticket", booking.public_id)
    context = {
        "heading": _("Batalkan jadwal?"),
        "consequence": _(
            "Tempat Anda diberikan kepada orang lain. Anda boleh memilih jadwal lagi kapan saja."
        ),
        "confirm_label": _("Batalkan jadwal"),
        "form": None,
        "back_url": reverse("portal:appointments:ticket", args=[booking.public_id]),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


def _own(request: HttpRequest, public_id: uuid.UUID) -> Booking:
    """This resident's appointment; somebody else's and another dinas's are the same 404 (security rule 6)."""
    booking = booking_named(public_id)
    if booking is None or booking.resident_id != the_resident(request).pk:
        raise Http404
    return booking


def _nearest(schedules: list[Schedule], case: Application) -> Schedule | None:
    """The counter of the office that works on the case, where it has one."""
    return next((one for one in schedules if one.office_id == case.office_id), None)
