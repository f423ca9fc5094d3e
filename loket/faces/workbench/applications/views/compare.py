"""Two papers side by side, and cases that look alike beside this one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from loket.applications.lookalikes import alike_cases
from loket.applications.messages import item_name, service_name
from loket.applications.models import Application, Attachment
from loket.applications.queries import current_papers
from loket.audit.actions.record import record

from ...desk.frame import frame
from ...desk.piles import queue_of_state
from ...gate import officer_required
from ...officer import officer_here
from ..case_page import photos_of
from ..door import case_here


@dataclass(frozen=True, slots=True)
class Side:
    """One paper that can be laid beside another."""

    key: str
    name: str
    url: str
    is_image: bool
    turn: int = 0


@never_cache
@require_GET
@officer_required()
def compare(request: HttpRequest, reference: str) -> HttpResponse:
    """Two photos at full size, of this case or of one that looks alike; chosen by number, without script."""
    case = case_here(request, reference)
    sides = _sides(request, case)
    left = _chosen(request, sides, "kiri", 0)
    right = _chosen(request, sides, "kanan", 1)
    record("applications.compared", obj_type="application", obj_ref=case.reference, purpose="pelayanan")
    queue = queue_of_state(case.state)
    context = {
        "case": case,
        "sides": sides,
        "pair": [("kiri", left), ("kanan", right)],
        "turns": {name: request.GET.get(f"putar_{name}", "0") for name in ("kiri", "kanan")},
        **frame(request, queue.slug if queue else ""),
    }
    return render(request, "workbench/applications/compare.html", context)


def _sides(request: HttpRequest, case: Application) -> list[Side]:
    own = [_side(case, photo.paper, photo.name) for photo in photos_of(case) if photo.paper.file.is_ready]
    with_case = request.GET.get("dengan", "")
    if not with_case:
        return own
    other = case_here(request, with_case)
    more = [
        _side(other, paper, f"{item_name(other, paper.slug)} · {other.reference}")
        for paper in current_papers(other)
        if paper.file.is_ready
    ]
    return own + more


def _side(case: Application, paper: Attachment, name: str) -> Side:
    key = str(paper.file.public_id)
    url = reverse("workbench:applications:paper", args=[case.reference, key])
    return Side(key, name, url, paper.file.is_image)


def _chosen(request: HttpRequest, sides: list[Side], name: str, default: int) -> Side | None:
    wanted = request.GET.get(name, "")
    found = next((side for side in sides if side.key == wanted), None)
    return found or (sides[default] if len(sides) > default else None)


@never_cache
@require_GET
@officer_required()
def alike(request: HttpRequest, reference: str) -> HttpResponse:
    """This case and those that look alike, side by side with the reasons; names and birth dates too."""
    case, officer = case_here(request, reference), officer_here(request)
    found = alike_cases(case, officer, by_name=True)
    record(
        "applications.lookalikes_viewed", obj_type="application", obj_ref=case.reference, purpose="verifikasi"
    )
    queue = queue_of_state(case.state)
    context = {
        "case": case,
        "service_name": service_name(case, "id"),
        "alike": [(one, service_name(one.case, "id")) for one in found],
        **frame(request, queue.slug if queue else ""),
    }
    return render(request, "workbench/applications/alike.html", context)
