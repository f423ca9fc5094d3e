"""The account queue: look, decide, undo (screens O2 and e-meja; seeds S3-24 to S3-26, S3-37)."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loket.audit.actions.record import record
from loket.faces.workbench.accounts.case import (
    case_context,
    first_free,
    list_context,
    resident_here,
    ticks_for,
)
from loket.faces.workbench.accounts.forms import CancelForm, ReturnForm
from loket.faces.workbench.gate import officer_required, the_membership, the_officer
from loket.files.http import serve
from loket.foundation.kernel.errors import Refusal
from loket.residents.actions.cancel import cancel as cancel_account
from loket.residents.actions.hold import hold
from loket.residents.actions.return_for_repair import return_for_repair
from loket.residents.actions.undo import undo as undo_step
from loket.residents.actions.verify import verify
from loket.residents.labels import items_for, repair_reason
from loket.residents.lifecycle import MoveRefused
from loket.residents.models import Resident, ResidentStep
from loket.residents.policies import VERIFIER, may_see
from loket.residents.queries import current_papers, decided_today, step_of
from loket.residents.states import ResidentState


@never_cache
@require_safe
@officer_required(VERIFIER)
def queue(request: HttpRequest) -> HttpResponse:
    """The list with the oldest free account open beside it; the calm empty page when there is none."""
    resident = first_free(request)
    if resident is None:
        context = {**list_context(request), "everybody": decided_today()}
        return render(request, "workbench/accounts/empty.html", context)
    return _show(request, resident)


@never_cache
@require_safe
@officer_required(VERIFIER)
def case(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One account; looking at it is on record."""
    return _show(request, resident_here(request, str(public_id)))


def _show(
    request: HttpRequest, resident: Resident, *, refusal: Refusal | None = None, **more: Any
) -> HttpResponse:
    record("residents.view", obj_type="resident", obj_ref=str(resident.public_id), purpose="verification")
    other = None
    if resident.state == ResidentState.AWAITING_VERIFICATION:
        other = hold(resident, the_officer(request))
    listing = list_context(request)
    context = {
        **listing,
        **case_context(request, resident, listing["listed"]),
        "held_by": other.display_name if other else "",
        "refusal": refusal.message if refusal else "",
        "ticked": request.POST.getlist("cocok"),
        **more,
    }
    status = refusal.status if refusal else 200
    return render(request, "workbench/accounts/case.html", context, status=status)


@never_cache
@require_safe
@officer_required(VERIFIER)
def paper(request: HttpRequest, public_id: uuid.UUID, slug: str) -> HttpResponse:
    """One photo, whole; only through the door of its resident, and each look is on record."""
    resident = resident_here(request, str(public_id))
    found = current_papers(resident).get(slug)
    if found is None:
        raise Http404
    record(
        "residents.view_paper",
        obj_type="resident",
        obj_ref=str(resident.public_id),
        purpose="verification",
        detail={"slug": slug},
    )
    return serve(found.file)


@never_cache
@require_safe
@officer_required(VERIFIER)
def photos(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Addresses of the photos, so that the next case is there when this one is decided."""
    resident = resident_here(request, str(public_id))
    urls = [
        reverse("workbench:accounts:paper", args=[resident.public_id, slug])
        for slug, one in current_papers(resident).items()
        if one.file.is_ready
    ]
    return JsonResponse(urls, safe=False)


@require_POST
@officer_required(VERIFIER)
def decide(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Approve with every tick set, or return one item by its key; then the next account opens."""
    resident = resident_here(request, str(public_id))
    try:
        _require_fresh(request, resident)
        step = _decided(request, resident)
    except Refusal as refusal:
        resident.refresh_from_db()
        return _show(request, resident, refusal=refusal)
    if step is None:
        return redirect(_return_page(request, resident))
    return _onward(step)


def _require_fresh(request: HttpRequest, resident: Resident) -> None:
    if request.POST.get("versi", "") != str(resident.version):
        raise MoveRefused(_("Akun ini sudah berubah sejak halaman dibuka. Periksa lagi sebelum memutuskan."))


def _decided(request: HttpRequest, resident: Resident) -> ResidentStep | None:
    """The step made, or None when a page with more questions has to come first."""
    membership = the_membership(request)
    if request.POST.get("keputusan") == "setujui":
        missing = [
            str(label)
            for key, label in ticks_for(resident).items()
            if key not in request.POST.getlist("cocok")
        ]
        if missing:
            sentence = _("Centang dulu yang sudah Anda cocokkan: %(missing)s.")
            raise Refusal(sentence % {"missing": ", ".join(missing)}, code="ticks")
        return verify(resident, by=membership)
    reason = repair_reason(request.POST.get("perbaikan", ""))
    if reason is None or reason.needs_note:
        return None
    item = request.POST.get("bagian", "") if len(reason.items) > 1 else ""
    if len(reason.items) > 1 and item not in items_for(is_foreigner=not resident.nik_hash):
        return None
    if len(reason.items) > 1 and item not in reason.items:
        return None
    return return_for_repair(resident, by=membership, reason=reason.code, item=item)


def _return_page(request: HttpRequest, resident: Resident) -> str:
    address = reverse("workbench:accounts:return", args=[resident.public_id])
    key = request.POST.get("perbaikan", "")
    return f"{address}?alasan={key}" if repair_reason(key) else address


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(VERIFIER)
def return_item(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Which item, which reason, which words (screen O5)."""
    resident = resident_here(request, str(public_id))
    first = {"alasan": request.GET.get("alasan", ""), "bagian": request.GET.get("bagian", "")}
    posted = request.POST if request.method == "POST" else None
    form = ReturnForm(posted, initial=first, is_foreigner=not resident.nik_hash)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            _require_fresh(request, resident)
            step = return_for_repair(
                resident,
                by=the_membership(request),
                reason=typed["alasan"],
                item=typed["bagian"],
                note=typed["catatan"],
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return _onward(step)
    return _ask(request, resident, form, heading=_("Minta perbaikan"), button=_("Minta perbaikan"))


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(VERIFIER)
def cancel(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A listed reason, then the account is refused (seed S3-26)."""
    resident = resident_here(request, str(public_id))
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _require_fresh(request, resident)
            step = cancel_account(
                resident,
                by=the_membership(request),
                reason=form.cleaned_data["alasan"],
                note=form.cleaned_data["catatan"],
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _onward(step)
    return _ask(request, resident, form, heading=_("Tolak akun"), button=_("Tolak akun"), danger=True)


def _ask(request: HttpRequest, resident: Resident, form: Any, **more: Any) -> HttpResponse:
    context = {**list_context(request), "resident": resident, "form": form, **more}
    status = 422 if form.is_bound else 200
    return render(request, "workbench/accounts/decide.html", context, status=status)


def _onward(step: ResidentStep) -> HttpResponse:
    return redirect(f"{reverse('workbench:accounts:queue')}?selesai={step.public_id}")


@require_POST
@officer_required(VERIFIER)
def undo(request: HttpRequest, step_id: uuid.UUID) -> HttpResponse:
    """Take the decision back within ten seconds; the account opens again."""
    step = step_of(str(step_id), actor_id=str(the_officer(request).public_id))
    if step is None or not may_see(the_membership(request), step.resident):
        raise Http404
    undo_step(step, by=the_membership(request))
    return redirect("workbench:accounts:case", step.resident.public_id)
