"""The one search box, and the page of one person; every look is on record with its purpose."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from loket.applications.finding import MOST_FOUND, Wanted, accounts_found, cases_found, wanted
from loket.applications.policies import Officer
from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.residents.models import Resident
from loket.residents.queries import people_named

from ..applications.door import case_here
from ..complaints.door import complaint_searched
from ..desk.frame import frame
from ..desk.rows import rows_of
from ..gate import officer_required
from ..officer import officer_here
from .page import history_of, may_see_accounts
from .purposes import PURPOSES, purpose


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required()
def search(request: HttpRequest) -> HttpResponse:
    """By number, NIK, phone or name, on any channel. What is looked for travels in the body, never in an address."""
    if request.method == "GET":
        context = {"asked": False, "purposes": PURPOSES, "purpose": "pelayanan", **frame(request)}
        return render(request, "workbench/search/search.html", context)
    officer, sought, why = (
        officer_here(request),
        wanted(request.POST.get("q", "")),
        request.POST.get("keperluan", ""),
    )
    complaint = complaint_searched(request, request.POST.get("q", ""))
    if complaint is not None:
        record("desk.searched", purpose=purpose(why), detail={"by": "complaint", "found": 1})
        return redirect("workbench:complaints:show", complaint.reference)
    accounts = accounts_found(sought)
    cases, people = cases_found(officer, sought, accounts), _people(officer, sought, accounts)
    record(
        "desk.searched",
        purpose=purpose(why),
        detail={"by": sought.kind, "found": len(cases), "people": len(people)},
    )
    if len(cases) == 1 and sought.kind == "number":
        return redirect("workbench:applications:case", cases[0].reference)
    context = {
        "asked": True,
        "understood": sought.kind != "nothing",
        "is_name": sought.kind == "name",
        "rows": rows_of(cases, now=clock.now()),
        "is_cut": len(cases) == MOST_FOUND,
        "people": people,
        "purposes": PURPOSES,
        "purpose": purpose(why),
        **frame(request),
    }
    return render(request, "workbench/search/search.html", context)


def _people(officer: Officer, sought: Wanted, accounts: list[Resident]) -> list[Resident]:
    found = people_named(sought.text, officer.kecamatan) if sought.kind == "name" else accounts
    return [one for one in found if may_see_accounts(officer, one)]


@never_cache
@require_GET
@officer_required()
def person(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Everything about the holder of this account (S3-5, O14)."""
    resident = Resident.objects.filter(public_id=public_id).first()
    if resident is None:
        raise Http404
    return _history(request, nik_hash=resident.identity_hash, name=resident.name, ref=str(public_id))


@never_cache
@require_GET
@officer_required()
def subject(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything about the person this case is about, with or without an account."""
    case = case_here(request, reference)
    nik_hash = bytes(case.subject_hash or b"")
    return _history(request, nik_hash=nik_hash, name=case.subject_name, ref=case.reference)


def _history(request: HttpRequest, *, nik_hash: bytes, name: str, ref: str) -> HttpResponse:
    context = history_of(officer_here(request), nik_hash=nik_hash, name=name)
    record(
        "desk.person_viewed",
        obj_type="person",
        obj_ref=ref,
        purpose=purpose(request.GET.get("keperluan", "")),
    )
    return render(request, "workbench/search/person.html", context | frame(request))
