"""The phone is lost: face, KTP and registered photos side by side, then a code to the new number."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loket.accounts.sessions import session_of
from loket.audit.actions.record import record
from loket.faces.workbench.accounts.forms import CodeToNewPhoneForm, NewPhoneForm
from loket.faces.workbench.desk.frame import frame
from loket.faces.workbench.gate import officer_required, the_membership
from loket.files.http import serve
from loket.foundation.kernel.errors import Refusal
from loket.residents.actions.begin_phone_change import begin_phone_change
from loket.residents.actions.confirm_phone_change import confirm_phone_change
from loket.residents.actions.prove_phone_change import prove_phone_change
from loket.residents.actions.take_back_phone_change import take_back_phone_change
from loket.residents.labels import PAPERS, face_to_face
from loket.residents.models import Resident
from loket.residents.policies import RECOVERERS, may_recover
from loket.residents.queries import current_papers, fresh_phone_change, open_phone_change
from loket.tenants.scope import current_tenant, in_tenant, present, short_transactions

#: Photos that show who the account belongs to.
_FACES = ("ktp_asli", "surket_rekam", "selfie_ktp", "dok_perjalanan", "selfie_paspor")


@never_cache
@require_http_methods(["GET", "POST"])
@short_transactions
@officer_required(RECOVERERS)
def number(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What the officer compares, and the new number."""
    resident = _resident(request, public_id)
    form = NewPhoneForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            begin_phone_change(
                resident,
                phone=form.cleaned_data["no_wa"],
                ticked=request.POST.getlist("lihat"),
                by=the_membership(request),
                binding=session_of(request).binding,
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return _show(request, resident, form, status=refusal.status)
        return redirect("workbench:accounts:number_code", resident.public_id)
    return _show(request, resident, form, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@short_transactions
@officer_required(RECOVERERS)
def code(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The six digits that the resident reads out from the new phone."""
    resident = _resident(request, public_id)
    with in_tenant(current_tenant()):
        change = open_phone_change(resident)
    if change is None or change.proved_at is not None:
        return redirect("workbench:accounts:number", resident.public_id)
    form = CodeToNewPhoneForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            prove_phone_change(
                change,
                form.cleaned_data["kode"],
                by=the_membership(request),
                binding=session_of(request).binding,
            )
        except Refusal as refusal:
            form.add_error("kode", str(refusal))
            status = refusal.status
        else:
            return redirect("workbench:accounts:number", resident.public_id)
    with in_tenant(current_tenant()):
        context = {**frame(request), "resident": resident, "form": form, "phone": change.phone_value.local}
        return render(request, "workbench/accounts/number_code.html", context, status=status)


@require_POST
@officer_required(RECOVERERS)
def confirm(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The second officer puts the proved number in force, where the office wants two."""
    resident = _resident(request, public_id)
    change = open_phone_change(resident)
    if change is None:
        raise Http404
    return _done(request, resident, lambda: confirm_phone_change(change, by=the_membership(request)))


@require_POST
@officer_required(RECOVERERS)
def take_back(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give up a change on its way, or put the old number back within a day."""
    resident = _resident(request, public_id)
    change = open_phone_change(resident) or fresh_phone_change(resident)
    if change is None:
        raise Http404
    return _done(request, resident, lambda: take_back_phone_change(change, by=the_membership(request)))


def _done(request: HttpRequest, resident: Resident, deed: Any) -> HttpResponse:
    try:
        deed()
    except Refusal as refusal:
        return _show(request, resident, NewPhoneForm(), status=refusal.status, refusal=refusal.message)
    return redirect("workbench:accounts:number", resident.public_id)


@never_cache
@require_safe
@officer_required(RECOVERERS)
def face(request: HttpRequest, public_id: uuid.UUID, slug: str) -> HttpResponse:
    """One photo of the registration, to be compared with the person; each look is on record."""
    resident = _resident(request, public_id)
    paper = current_papers(resident).get(slug) if slug in _FACES else None
    if paper is None:
        raise Http404
    record(
        "residents.view_paper",
        obj_type="resident",
        obj_ref=str(resident.public_id),
        purpose="recovery",
        detail={"slug": slug},
    )
    return serve(paper.file)


def _resident(request: HttpRequest, public_id: uuid.UUID) -> Resident:
    """A verified account the officer may help; otherwise 404, whatever the reason (rule 6)."""
    with present():
        found: Resident | None = (
            Resident.objects.select_related("account").filter(public_id=public_id).first()
        )
        if found is None or not found.is_verified or not may_recover(the_membership(request), found):
            raise Http404
        return found


def _show(
    request: HttpRequest, resident: Resident, form: NewPhoneForm, *, status: int = 200, refusal: object = ""
) -> HttpResponse:
    with present():
        record("residents.view", obj_type="resident", obj_ref=str(resident.public_id), purpose="recovery")
        resident.refresh_from_db()
        papers = current_papers(resident)
        change, fresh = open_phone_change(resident), fresh_phone_change(resident)
        mine = change is not None and change.begun_by_id == the_membership(request).pk
        context = {
            **frame(request),
            "resident": resident,
            "form": form,
            "refusal": refusal,
            "faces": [(slug, PAPERS[slug], papers[slug]) for slug in _FACES if slug in papers],
            "face_to_face": face_to_face(is_foreigner=not resident.nik_hash),
            "ticked": request.POST.getlist("lihat"),
            "phone": resident.phone_value.masked if resident.phone else "",
            "waits": change if change is not None and change.proved_at is not None else None,
            "mine": mine,
            "fresh": fresh,
        }
        return render(request, "workbench/accounts/number.html", context, status=status)
