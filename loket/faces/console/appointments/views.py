"""Counters with their weeks; closing a day or hours; moving whoever is booked in them."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loket.appointments.actions.close_hours import close_hours
from loket.appointments.actions.keep_schedule import keep_schedule
from loket.appointments.actions.move_stranded import move_stranded
from loket.appointments.actions.open_again import open_again
from loket.appointments.models import Closure, Schedule
from loket.appointments.queries import all_schedules, closures_of, schedule_named, stranded, stranded_people
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.queries import offices
from loket.tenants.scope import current_tenant

from ..editions import edition_of, is_overtaken
from ..gate import administrator_required
from .forms import ClosureForm, WeekForm, values_of
from .words import week_words


@never_cache
@require_safe
@administrator_required
def index(request: HttpRequest) -> HttpResponse:
    """Every counter with its week and capacity, and where people stand before a closed door."""
    lost = stranded_people()
    rows = [
        {"schedule": one, "words": week_words(one), "stranded": len(lost.get(one.pk, ()))}
        for one in all_schedules()
    ]
    return render(request, "console/appointments/list.html", {"rows": rows})


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def add(request: HttpRequest) -> HttpResponse:
    """A new counter; one that is there already is changed instead."""
    return _week(request, None)


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The week of one counter."""
    return _week(request, _named(public_id))


def _week(request: HttpRequest, schedule: Schedule | None) -> HttpResponse:
    places = [schedule.office] if schedule else list(offices())
    present, status = values_of(schedule), 200
    form = WeekForm(request.POST if request.method == "POST" else None, initial=present, offices=places)
    if schedule is not None:
        form.fields["keperluan"].choices = [(schedule.kind, schedule.kind_label)]  # type: ignore[attr-defined]  # ChoiceField
    if form.is_valid():
        status = 409
        if not is_overtaken(request, form, present):
            try:
                kept = keep_schedule(form.office, form.cleaned_data["keperluan"], form.week())
            except Refusal as refusal:
                form.add_error(refusal.field or None, str(refusal))
                status = 422
            else:
                return redirect(_after(kept))
    elif form.is_bound:
        status = 422
    context = {"form": form, "schedule": schedule, "edition": edition_of(present)}
    return render(request, "console/appointments/edit.html", context, status=status)


def _after(schedule: Schedule) -> str:
    """Where people lost their hour by the change, to the page that moves them."""
    if stranded(schedule):
        return reverse("console:appointments:closures", args=[schedule.public_id])
    return reverse("console:appointments:list")


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def closures(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Close a day or some hours; whoever is booked in closed hours stands here until he is moved."""
    schedule = _named(public_id)
    form = ClosureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            close_hours(schedule, form.shut(), reason=form.cleaned_data["sebab"])
        except Refusal as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            return redirect("console:appointments:closures", schedule.public_id)
    return _closures(request, schedule, form, status=422 if form.is_bound else 200)


def _closures(
    request: HttpRequest, schedule: Schedule, form: ClosureForm, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "schedule": schedule,
        "form": form,
        "closures": closures_of(schedule, clock.today(current_tenant().zone)),
        "stranded": stranded(schedule),
        "notice": _told(request),
    }
    return render(request, "console/appointments/closures.html", context, status=status)


@require_POST
@administrator_required
def move_away(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give everybody stranded the nearest free hour and say why; who finds none is told to choose again."""
    schedule = _named(public_id)
    done = move_stranded(schedule)
    address = reverse("console:appointments:closures", args=[schedule.public_id])
    return redirect(f"{address}?pindah={done.moved}&batal={done.cancelled}")


@require_POST
@administrator_required
def reopen(request: HttpRequest, public_id: uuid.UUID, closure: uuid.UUID) -> HttpResponse:
    """Offer closed hours again."""
    schedule = _named(public_id)
    row = (
        Closure.objects.select_related("schedule__office")
        .filter(schedule=schedule, public_id=closure)
        .first()
    )
    if row is not None:
        open_again(row)
    return redirect("console:appointments:closures", schedule.public_id)


def _told(request: HttpRequest) -> dict[str, str] | None:
    moved, cancelled = request.GET.get("pindah", ""), request.GET.get("batal", "")
    if not (moved.isascii() and moved.isdigit() and cancelled.isascii() and cancelled.isdigit()):
        return None
    said = _("%(moved)s orang dipindahkan dan dikabari. %(cancelled)s orang diminta memilih lagi.")
    return {"text": said % {"moved": moved[:4], "cancelled": cancelled[:4]}}


def _named(public_id: uuid.UUID) -> Schedule:
    found = schedule_named(public_id)
    if found is None:
        raise Http404
    return found
