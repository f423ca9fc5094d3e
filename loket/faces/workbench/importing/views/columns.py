"""What the columns mean, and which word means which choice; both work without script."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from loket.foundation.kernel.errors import Refusal
from loket.intake.actions.map_columns import MappingRefused, map_columns
from loket.intake.actions.start_check import start_check
from loket.intake.import_queries import ROLES
from loket.intake.import_states import MAPPABLE
from loket.intake.sheets.cell_reading import read_moment

from ...desk.frame import frame
from ...gate import officer_actor, officer_required
from ..columns_page import Screen, mapping_of, plan_of_form, plan_with_words
from ..door import the_import


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(ROLES)
def columns(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The first screen: a meaning for each column, and what holds for every row."""
    batch = the_import(request, public_id)
    if batch.state not in MAPPABLE:
        return redirect("workbench:importing:show", batch.public_id)
    shown = mapping_of(batch)
    if request.method == "GET":
        return _columns_page(request, shown)
    shown = mapping_of(batch, plan_of_form(shown, request.POST))
    day = request.POST.get("diterima", "").strip()
    try:
        if day and read_moment(day) is None:
            raise MappingRefused(_("Tanggal ini tidak terbaca. Tulis seperti 17-8-2026."), field="diterima")
        map_columns(batch, shown.plan)
    except MappingRefused as refusal:
        return _columns_page(request, shown, refusal=refusal, day=day)
    if mapping_of(batch).words_to_match():
        return redirect("workbench:importing:words", batch.public_id)
    start_check(batch, by=officer_actor(request))
    return redirect("workbench:importing:show", batch.public_id)


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(ROLES)
def words(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The second screen: a choice for each word that is not understood by itself."""
    batch = the_import(request, public_id)
    if batch.state not in MAPPABLE or not batch.mapping:
        return redirect("workbench:importing:show", batch.public_id)
    shown = mapping_of(batch)
    if request.method == "POST":
        map_columns(batch, plan_with_words(shown, request.POST))
        start_check(batch, by=officer_actor(request))
        return redirect("workbench:importing:show", batch.public_id)
    context = {"batch": batch, "matches": shown.words_to_match(), **frame(request, "daftar")}
    return render(request, "workbench/importing/words.html", context)


def _columns_page(
    request: HttpRequest, shown: Screen, *, refusal: Refusal | None = None, day: str | None = None
) -> HttpResponse:
    context = {
        "batch": shown.batch,
        "shown": shown,
        "day": shown.received if day is None else day,
        "refusal": refusal,
        **frame(request, "daftar"),
    }
    status = refusal.status if refusal else 200
    return render(request, "workbench/importing/columns.html", context, status=status)
