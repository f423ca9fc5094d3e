"""Every draft on one page: read what each changes, then ask for, or publish, those that were chosen."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loket.catalogue.actions.ask_again import ask_again
from loket.catalogue.actions.publish_many import Outcome, ask_for_many, publish_many
from loket.catalogue.models import Section, ServiceDraft
from loket.catalogue.shared_queries import services_behind
from loket.tenants.scope import current_tenant, in_tenant

from ...gate import administrator_required, the_administrator
from ..notices import go, notice_of
from ..rows import draft_rows, is_lonely

#: Boxes of one form that are read.
MOST = 500


@never_cache
@require_safe
@administrator_required
def show(request: HttpRequest) -> HttpResponse:
    """The drafts, those this administrator may publish first; ``?pilih=semua`` ticks what can be decided alike."""
    with in_tenant(current_tenant()):
        return _page(request)


@never_cache
@require_POST
@administrator_required
def decide(request: HttpRequest) -> HttpResponse:
    """Publish or ask for the chosen drafts, each as it was shown; a refusal stands beside its own."""
    with in_tenant(current_tenant()):
        chosen = _chosen(request.POST.getlist("draf")[:MOST])
        if not chosen:
            return _page(request, refusal=_("Pilih paling sedikit satu draf."), status=422)
        me, publishes = the_administrator(request), request.POST.get("cara") == "terbit"
        if publishes:
            outcomes = publish_many(chosen, by=me, opens=request.POST.get("buka") == "ya")
        else:
            outcomes = ask_for_many(chosen, by=me)
        done = sum(not one.refused for one in outcomes)
        if done < len(outcomes):
            return _page(request, outcomes=outcomes, status=409)
    return go("console:publishing:many", said="banyak" if publishes else "dimintabanyak", a=done)


@never_cache
@require_POST
@administrator_required
def again(request: HttpRequest) -> HttpResponse:
    """Ask for a new version of the services that a changed shared part has not reached; all, or those of one part."""
    part = (request.POST.get("bagian", ""), request.POST.get("nama", ""))
    with in_tenant(current_tenant()):
        named = part[0] in Section.values
        codes = [one.code for one in services_behind() if not named or part in one.parts]
        note = _("Bagian bersama berubah; isi layanan ini sendiri tidak diubah.")
        outcomes = ask_again(codes, by=the_administrator(request), note=note)
        done = sum(not one.refused for one in outcomes)
        if done < len(outcomes):
            return _page(request, outcomes=outcomes, status=409)
    return go("console:publishing:many", said="dimintabanyak", a=done)


def _chosen(values: Sequence[str]) -> dict[ServiceDraft, int]:
    """Draft to the revision that was on the page; of those that are gone meanwhile nothing is left to decide."""
    shown = dict(value.rpartition(":")[::2] for value in values)
    rows = ServiceDraft.objects.select_related("service", "request").filter(service__code__in=shown)
    revisions = {draft: shown[draft.service.code] for draft in rows}
    return {
        draft: int(text) if text.isdecimal() and len(text) < 9 else 0 for draft, text in revisions.items()
    }


def _page(
    request: HttpRequest, *, outcomes: Sequence[Outcome] = (), refusal: str = "", status: int = 200
) -> HttpResponse:
    rows = draft_rows(the_administrator(request))
    refused = {one.code: one.refused for one in outcomes if one.refused}
    publishable = any(row.may_publish for row in rows)
    everything = request.GET.get("pilih") == "semua"
    for row in rows:
        row.refused = refused.get(row.draft.service.code, "")
        row.is_chosen = bool(row.refused) or (
            everything and (row.may_publish if publishable else row.may_ask)
        )
    context = {
        "rows": rows,
        "refusal": refusal,
        "refused": len(refused),
        "done": sum(not one.refused for one in outcomes),
        "may_publish": publishable,
        "may_ask": any(row.may_ask for row in rows),
        "new": any(row.may_publish and row.is_new for row in rows),
        "alone": is_lonely(),
        "mistakes": bool(refusal or refused),
        "notice": notice_of(request),
    }
    return render(request, "console/publishing/many.html", context, status=status)
