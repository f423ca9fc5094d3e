"""The line of one day: who came, who is called, who was served, who joins without an appointment."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.applications.rules import Officer
from loket.appointments.actions.call_next import call_next
from loket.appointments.actions.cancel import cancel
from loket.appointments.actions.check_in import check_in
from loket.appointments.actions.miss import miss
from loket.appointments.actions.serve import serve
from loket.appointments.actions.step_back import step_back
from loket.appointments.actions.walk_in import walk_in
from loket.appointments.models import Booking
from loket.appointments.policies import ROLES, may_attend
from loket.appointments.queries import booking_of_ticket, schedules_on
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant

from ...gate import officer_required
from ...officer import membership_here, officer_here
from .. import day_page
from ..door import booking_here, day_here, kinds_here
from ..forms import PersonForm

#: One press each: the word of the address, what it does.
_DEEDS: dict[str, Callable[[Booking, Officer], object]] = {
    "datang": lambda booking, _by: check_in(booking),
    "selesai": lambda booking, by: serve(booking, by=by),
    "tidak-datang": lambda booking, _by: miss(booking),
    "salah-tekan": lambda booking, _by: step_back(booking),
    "batal": lambda booking, by: cancel(booking, by=by.actor, reason=_("Dibatalkan oleh kantor.")),
}


@never_cache
@require_GET
@officer_required(ROLES)
def today(request: HttpRequest) -> HttpResponse:
    """Everybody expected or come at one office that day."""
    return render(request, "workbench/appointments/today.html", day_page.context(request, day_here(request)))


@never_cache
@require_POST
@officer_required(ROLES)
def attend(request: HttpRequest, public_id: uuid.UUID, deed: str) -> HttpResponse:
    """Arrived, served, missed, pressed wrongly, cancelled: one press."""
    if deed not in _DEEDS:
        raise Http404
    booking = booking_here(request, public_id)
    if request.POST.get("versi", "") != str(booking.version):
        return _refused(request, Refusal(_("Baris ini sudah berubah. Lihat lagi, lalu tekan."), status=409))
    try:
        _DEEDS[deed](booking, officer_here(request))
    except Refusal as refusal:
        return _refused(request, refusal)
    return _to_day(request)


@never_cache
@require_POST
@officer_required(ROLES)
def scan(request: HttpRequest) -> HttpResponse:
    """A ticket was scanned or its number typed: the person is here."""
    booking = booking_of_ticket(request.POST.get("tiket", "")[:40])
    by, membership = officer_here(request), membership_here(request)
    if booking is None or not may_attend(booking, by=by, membership=membership):
        return _refused(request, Refusal(_("Tidak ada tiket dengan nomor itu di sini. Periksa lagi.")))
    try:
        check_in(booking)
    except Refusal as refusal:
        return _refused(request, refusal)
    return _to_day(request)


@never_cache
@require_POST
@officer_required(ROLES)
def call(request: HttpRequest) -> HttpResponse:
    """Call whoever's turn it is."""
    called = call_next(day_page.shown_office(request).pk, kinds_here(request))
    if called is None:
        return _refused(request, Refusal(_("Antrean kosong. Tandai dulu siapa yang datang."), status=409))
    return _to_day(request)


@never_cache
@require_POST
@officer_required(ROLES)
def join(request: HttpRequest) -> HttpResponse:
    """Somebody without an appointment joins the same line."""
    form = PersonForm(
        request.POST, schedules=schedules_on(day_page.shown_office(request).pk, kinds_here(request))
    )
    if form.is_valid():
        try:
            walk_in(form.schedule, person=form.person())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _to_day(request)
    context = day_page.context(request, clock.today(current_tenant().zone), form=form)
    return render(request, "workbench/appointments/today.html", context, status=422)


def _to_day(request: HttpRequest) -> HttpResponse:
    """Back to the list; a day other than today stays open."""
    day = request.GET.get("hari", "")
    asked = f"?hari={day_here(request).isoformat()}" if day else ""
    return redirect(reverse("workbench:appointments:today") + asked)


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    context = day_page.context(request, day_here(request), refusal=str(refusal))
    return render(request, "workbench/appointments/today.html", context, status=refusal.status)
