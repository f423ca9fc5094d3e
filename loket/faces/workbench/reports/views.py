"""The monthly recap on screen, as a workbook, as a print, and the list behind each number (H1)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from loket.applications.models import Application
from loket.applications.queries import visible_to
from loket.applications.queue_filter import Place
from loket.audit.actions.record import record
from loket.catalogue.models import Service
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.reports import queries
from loket.reports.actions.set_layout import set_layout
from loket.reports.rules import USERS, Month, Span
from loket.residents.models import Resident
from loket.tenants.scope import current_tenant

from ..applications.sieve import place_word, read_place
from ..desk.frame import HEADS, frame
from ..desk.names import kecamatan_names, service_names
from ..desk.rows import rows_of
from ..gate import officer_actor, officer_required
from ..officer import officer_here
from .chart import drawn
from .forms import LayoutForm
from .look import Look, months_offered
from .page import label_of, place_label, put_together, reasons, span_label
from .spreadsheet import workbook

_LAYOUT = ("kepala_dinas", "kabid_piak", "administrator")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PAGE = 50


@never_cache
@require_GET
@officer_required(HEADS)
def recap(request: HttpRequest) -> HttpResponse:
    """Months by service, with picture, sums, headline and the reasons of returns."""
    look = Look.read(request.GET.dict())
    places = look.places(officer_here(request))
    page = put_together(look, places)
    cases, named = reasons(look.span, places)
    context = {
        "look": look,
        "page": page,
        "span": span_label(look.span, page.layout),
        "place": place_label(look),
        "months": [(month.key, label_of(month, page.layout)) for month in months_offered(look)],
        "kecamatan": kecamatan_names(),
        "chart": drawn(page.recap, [row.label for row in page.rows]),
        "headline": queries.headline(look.span, places),
        "earlier": queries.headline(look.span.before(), places),
        "reach": queries.reach(look.span, places),
        "prompt": queries.promptness(look.span, places),
        "aims_at_same_day": current_tenant().same_day_target,
        "returned_cases": cases,
        "reasons": named,
        "may_lay_out": bool(officer_here(request).roles.intersection(_LAYOUT)),
        **frame(request, "rekap"),
    }
    return render(request, "workbench/reports/recap.html", context, status=422 if look.problem else 200)


@never_cache
@require_GET
@officer_required(HEADS)
def sheet(request: HttpRequest) -> HttpResponse:
    """The same table as a workbook; the download is on record."""
    look = Look.read(request.GET.dict())
    page = put_together(look, look.places(officer_here(request)))
    record("reports.recap_downloaded", detail={"from": look.span.first.key, "to": look.span.last.key})
    answer = HttpResponse(workbook(page), content_type=_XLSX)
    name = f"rekap-{look.span.first.key}-{look.span.last.key}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@never_cache
@require_GET
@officer_required(HEADS)
def printed(request: HttpRequest) -> HttpResponse:
    """The document as it goes into the written report: table, empty Ket, signature (S3-45)."""
    look = Look.read(request.GET.dict())
    page = put_together(look, look.places(officer_here(request)))
    return render(request, "workbench/reports/printed.html", {"page": page, "look": look, **frame(request)})


@never_cache
@require_GET
@officer_required(HEADS)
def behind(request: HttpRequest, column: str, first: str, last: str) -> HttpResponse:
    """The rows behind one number; as many as the number says."""
    try:
        span = Span.of(Month.parse(first), Month.parse(last))
    except Refusal as refusal:
        raise Http404 from refusal
    look = Look(span, Look.read(request.GET.dict()).kecamatan)
    places, layout = look.places(officer_here(request)), queries.layout()
    context: dict[str, Any] = {"look": look, "span": span_label(span, layout), "place": place_label(look)}
    if column == USERS:
        people = queries.registered(span, places)
        context |= {"title": _("User"), "total": people.count(), **_people(request, people)}
    else:
        chosen = next((one for one in queries.columns(layout) if one.key == column), None)
        if chosen is None:
            raise Http404
        cases = queries.sent_in_column(span, chosen, places)
        context |= {"title": chosen.label, "total": cases.count(), **_cases(request, cases)}
    record("reports.list_opened", detail={"column": column, "from": first, "to": last})
    return render(request, "workbench/reports/behind.html", {**context, **frame(request, "rekap")})


def _people(request: HttpRequest, rows: QuerySet[Resident]) -> dict[str, Any]:
    page = queries.page_of(rows, "registered_at", size=_PAGE, **_place(request))
    return {"people": page.rows, **_turns(page, "registered_at")}


def _cases(request: HttpRequest, rows: QuerySet[Application]) -> dict[str, Any]:
    """The lines; a case that the officer may not open is shown without a link."""
    page = queries.page_of(rows.defer("sealed_answers"), "submitted_at", size=_PAGE, **_place(request))
    officer = officer_here(request)
    opens = set(
        visible_to(officer).filter(pk__in=[case.pk for case in page.rows]).values_list("pk", flat=True)
    )
    lines = [(row, row.application.pk in opens) for row in rows_of(page.rows, now=clock.now())]
    return {"rows": lines, **_turns(page, "submitted_at")}


def _place(request: HttpRequest) -> dict[str, Place | None]:
    return {
        "after": read_place(request.GET.get("sesudah", "")),
        "before": read_place(request.GET.get("sebelum", "")),
    }


def _turns(page: queries.Page[Any], by: str) -> dict[str, str]:
    """Where the pages before and after begin; empty where there is none."""
    if not page.rows:
        return {"earlier": "", "later": ""}
    first, last = page.rows[0], page.rows[-1]
    return {
        "earlier": place_word(getattr(first, by), first.pk) if page.has_before else "",
        "later": place_word(getattr(last, by), last.pk) if page.has_after else "",
    }


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(_LAYOUT)
def layout(request: HttpRequest) -> HttpResponse:
    """Columns, spelling and signature of this office's recap."""
    names = service_names()
    services = [
        (one.code, names.get(one.pk, one.code)) for one in Service.objects.order_by("position", "code")
    ]
    form = LayoutForm(request.POST or None, kept=queries.layout(), services=services)
    if request.method == "POST" and form.is_valid():
        set_layout(form.values(), by=officer_actor(request))
        return redirect("workbench:reports:recap")
    status = 422 if form.is_bound else 200
    context = {
        "form": form,
        "columns": [form[f"kolom_{code}"] for code in form.codes],
        **frame(request, "rekap"),
    }
    return render(request, "workbench/reports/layout.html", context, status=status)
