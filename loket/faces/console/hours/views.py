"""The working week and the free days by year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.actions.keep_holidays import add_local_holiday, load_year, remove_holiday
from loket.tenants.actions.set_hours import set_hours
from loket.tenants.models import Holiday
from loket.tenants.queries import holiday_years, holidays_of, missing_holiday_year, working_hours
from loket.tenants.scope import current_tenant

from ..editions import edition_of, is_overtaken
from ..gate import administrator_required
from .forms import FreeDayForm, WeekForm, values_of

_LOADABLE = range(-1, 4)


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def week(request: HttpRequest) -> HttpResponse:
    """Seven weekdays with their hours; deadlines count by them."""
    present, status = values_of(list(working_hours())), 200
    form = WeekForm(request.POST if request.method == "POST" else None, initial=present)
    if form.is_valid():
        if not is_overtaken(request, form, present):
            days = form.days()
            set_hours(days)
            record(
                "tenants.set_hours",
                obj_type="tenant",
                obj_ref=current_tenant().slug,
                detail={"days": sorted(days)},
            )
            return redirect(f"{request.path}?kabar=simpan")
        status = 409
    elif form.is_bound:
        status = 422
    notice = {"text": _("Tersimpan. Tenggat dihitung dengan jam ini.")} if request.GET.get("kabar") else None
    context = {"form": form, "edition": edition_of(present), "notice": notice}
    return render(request, "console/hours/week.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def holidays(request: HttpRequest) -> HttpResponse:
    """The free days of one year, and a form for one of one's own."""
    today = clock.today(current_tenant().zone)
    form = FreeDayForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_valid():
        try:
            added = add_local_holiday(form.cleaned_data["day"], form.cleaned_data["name"])
        except Refusal as refusal:
            form.add_error("day", str(refusal))
        else:
            record("tenants.add_holiday", obj_type="holiday", obj_ref=added.day.isoformat())
            return _to_year(added.day.year)
    years = holiday_years()
    year = _year(request, today.year)
    context = {
        "form": form,
        "days": holidays_of(year),
        "year": year,
        "years": sorted({*years, today.year, today.year + 1}),
        "loaded": years,
        "missing": missing_holiday_year(today),
        "today": today,
    }
    return render(request, "console/hours/holidays.html", context, status=422 if form.is_bound else 200)


@require_POST
@administrator_required
def load(request: HttpRequest) -> HttpResponse:
    """Load the national list of one year."""
    this_year = clock.today(current_tenant().zone).year
    year = _year(request, 0)
    if year - this_year not in _LOADABLE:
        raise Refusal(_("Daftar untuk tahun itu tidak tersedia."), code="year", status=422)
    added = load_year(year)
    record(
        "tenants.load_holidays",
        obj_type="tenant",
        obj_ref=current_tenant().slug,
        detail={"year": year, "days": added},
    )
    return _to_year(year)


@require_POST
@administrator_required
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """The office works on that day after all."""
    holiday: Holiday = get_object_or_404(Holiday.objects.all(), pk=key)
    day = holiday.day
    remove_holiday(holiday)
    record("tenants.remove_holiday", obj_type="holiday", obj_ref=day.isoformat())
    return _to_year(day.year)


def _to_year(year: int) -> HttpResponse:
    return redirect(f"{reverse('console:hours:holidays')}?tahun={year}")


def _year(request: HttpRequest, default: int) -> int:
    text = request.POST.get("tahun") or request.GET.get("tahun", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else default
