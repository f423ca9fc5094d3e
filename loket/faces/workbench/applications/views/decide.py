"""Deciding: approve, ask for corrections, reject, cancel; and ten seconds to think again."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from loket.applications import reasons, rules
from loket.applications.actions import approve as approving
from loket.applications.actions import cancel as cancelling
from loket.applications.actions import judge_paper as judging
from loket.applications.actions import reject as rejecting
from loket.applications.actions import return_for_correction as returning
from loket.applications.actions import undo as undoing
from loket.applications.models import Application
from loket.applications.queries import current_papers
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain
from loket.tenants.scope import current_tenant

from ...desk.frame import frame
from ...desk.piles import queue_of_state
from ...gate import officer_required
from ...officer import officer_here
from ..case_page import mendable_items
from ..door import case_here, case_to_change
from .case import render_case
from .onward import case_url, look_of_form, to_next

_CONFLICT = 409


@require_POST
@officer_required()
def approve(request: HttpRequest, reference: str) -> HttpResponse:
    """Approve and open the next case."""
    case = case_to_change(request, reference)
    try:
        approving.approve(case, by=officer_here(request))
    except approving.PapersDoubted as refusal:
        return render_case(request, case, refusal=refusal)
    return to_next(request, decided=case)


@require_http_methods(["GET", "POST"])
@officer_required()
def return_for_correction(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for corrections: one item by a single key (P 1), or several on a page of their own (O5)."""
    if request.method == "GET":
        return _correction_page(request, case_here(request, reference))
    case = case_to_change(request, reference)
    try:
        returning.return_for_correction(
            case,
            by=officer_here(request),
            complaints=list(_complaints(request)),
            note=plain(request.POST.get("catatan_dalam", ""), max_length=500, multiline=True),
        )
    except Refusal as refusal:
        if refusal.status == _CONFLICT:
            raise
        return _correction_page(request, case, refusal=refusal)
    return to_next(request, decided=case)


def _complaints(request: HttpRequest) -> Iterator[returning.Complaint]:
    """The quick key names one item; the page names any number by ``alasan-<kind>:<slug>``."""
    quick = request.POST.get("alasan", "")
    if quick:
        yield _complaint(request.POST.get("hal", ""), quick, "")
        return
    for name, code in request.POST.items():
        if name.startswith("alasan-") and isinstance(code, str) and code:
            choice = name.removeprefix("alasan-")
            yield _complaint(choice, code, str(request.POST.get(f"kalimat-{choice}", "")))


def _complaint(choice: str, code: str, note: str) -> returning.Complaint:
    kind, _colon, slug = choice.partition(":")
    return returning.Complaint(slug, "field" if kind == "field" else "paper", code, note)


def _correction_page(
    request: HttpRequest, case: Application, *, refusal: Refusal | None = None
) -> HttpResponse:
    deadline = rules.return_deadline(current_tenant().zone, clock.now(), days=current_tenant().return_days)
    preferred = request.GET.get("hal", request.POST.get("hal", ""))
    doubts = {f"paper:{paper.slug}": paper.doubt for paper in current_papers(case) if paper.doubt}
    items = [
        {
            "choice": f"{kind}:{slug}",
            "name": name,
            "reasons": reasons.reasons_for("field" if kind == "field" else "paper"),
            "chosen": request.POST.get(f"alasan-{kind}:{slug}", doubts.get(f"{kind}:{slug}", "")),
            "note": request.POST.get(f"kalimat-{kind}:{slug}", ""),
            "kind": kind,
            "preferred": preferred == f"{kind}:{slug}",
        }
        for kind, slug, name in mendable_items(case)
    ]
    return _page(
        request, case, "workbench/applications/return.html", refusal, {"items": items, "deadline": deadline}
    )


@require_http_methods(["GET", "POST"])
@officer_required()
def reject(request: HttpRequest, reference: str) -> HttpResponse:
    """Reject for a legal reason (O6)."""
    return _end(request, reference, "reject")


@require_http_methods(["GET", "POST"])
@officer_required()
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    """Cancel because data or papers do not fit (S3-31)."""
    return _end(request, reference, "cancel")


def _end(request: HttpRequest, reference: str, use: Literal["reject", "cancel"]) -> HttpResponse:
    if request.method == "GET":
        return _ending_page(request, case_here(request, reference), use)
    case = case_to_change(request, reference)
    act = rejecting.reject if use == "reject" else cancelling.cancel
    try:
        act(
            case,
            by=officer_here(request),
            reason=request.POST.get("alasan", ""),
            note=request.POST.get("kalimat", ""),
        )
    except Refusal as refusal:
        if refusal.status == _CONFLICT:
            raise
        return _ending_page(request, case, use, refusal=refusal)
    return to_next(request, decided=case)


def _ending_page(
    request: HttpRequest,
    case: Application,
    use: Literal["reject", "cancel"],
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    context = {
        "use": use,
        "reasons": reasons.reasons_for(use),
        "chosen": request.POST.get("alasan", request.GET.get("alasan", "")),
        "note": request.POST.get("kalimat", ""),
    }
    return _page(request, case, "workbench/applications/end.html", refusal, context)


def _page(
    request: HttpRequest,
    case: Application,
    template: str,
    refusal: Refusal | None,
    context: dict[str, Any],
) -> HttpResponse:
    queue = queue_of_state(case.state)
    shared = {
        "case": case,
        "look_query": request.POST.get("saring", "") or request.GET.urlencode(),
        "refusal": refusal.message if refusal else "",
        **frame(request, queue.slug if queue else ""),
    }
    return render(request, template, shared | context, status=refusal.status if refusal else 200)


@require_POST
@officer_required()
def undo(request: HttpRequest, reference: str) -> HttpResponse:
    """Take back the decision just made; the case is open again."""
    case = case_here(request, reference)
    undoing.undo(case, by=officer_here(request))
    return redirect(case_url(case))


@require_POST
@officer_required()
def judge(request: HttpRequest, reference: str, paper_id: uuid.UUID) -> HttpResponse:
    """Mark one paper as good or not good enough."""
    case = case_to_change(request, reference)
    paper = current_papers(case).filter(file__public_id=paper_id).first()
    if paper is None:
        raise Http404
    verdict, _colon, doubt = request.POST.get("tanda", "").partition(":")
    judging.judge_paper(case, paper, by=officer_here(request), verdict=verdict, doubt=doubt)
    return redirect(f"{case_url(case)}?{look_of_form(request).query()}#foto-{paper.file.public_id}")
