"""Notes, links, SIAK's number, handing a case to a colleague: small forms beside the case."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loket.applications.actions.assign import assign as assign_case
from loket.applications.actions.link_cases import LinkRefused, link_cases
from loket.applications.actions.note_down import note_down
from loket.applications.actions.record_register_number import record_register_number
from loket.applications.actions.unlink_cases import unlink_cases
from loket.applications.casework import link_of, openable_by
from loket.applications.models import Application
from loket.foundation.kernel import reference as references
from loket.foundation.kernel.errors import Refusal
from loket.staff.models import Membership

from ...gate import officer_required
from ...officer import officer_here
from ..door import case_here, case_to_change
from .case import render_case
from .onward import to_place

_CONFLICT = 409


@require_POST
@officer_required()
def note(request: HttpRequest, reference: str) -> HttpResponse:
    """Leave a note for colleagues."""
    case = case_here(request, reference)
    try:
        note_down(case, request.POST.get("catatan", ""), by=officer_here(request))
    except Refusal as refusal:
        return render_case(request, case, refusal=refusal)
    return to_place(request, case, "catatan")


@require_POST
@officer_required()
def link(request: HttpRequest, reference: str) -> HttpResponse:
    """Link this case with another of the officer's, by its number."""
    case, officer = case_here(request, reference), officer_here(request)
    try:
        other = _other(request)
        link_cases(case, other, by=officer, reason=request.POST.get("sebab", ""))
    except Refusal as refusal:
        return render_case(request, case, refusal=refusal)
    return to_place(request, case, "tautan")


def _other(request: HttpRequest) -> Application:
    missing = LinkRefused(_("Permohonan dengan nomor itu tidak ada di antrean Anda."), field="nomor")
    try:
        number = references.parse(request.POST.get("nomor", ""))
    except Refusal:
        raise missing from None
    other = openable_by(officer_here(request), number)
    if other is None:
        raise missing
    return other


@require_POST
@officer_required()
def unlink(request: HttpRequest, reference: str, link_id: int) -> HttpResponse:
    """Take a link back, with a reason."""
    case = case_here(request, reference)
    found = link_of(case, link_id)
    if found is None:
        raise Http404
    try:
        unlink_cases(found, by=officer_here(request), reason=request.POST.get("sebab", ""))
    except Refusal as refusal:
        return render_case(request, case, refusal=refusal)
    return to_place(request, case, "tautan")


@require_POST
@officer_required()
def register(request: HttpRequest, reference: str) -> HttpResponse:
    """Note the number that SIAK gave."""
    case = case_to_change(request, reference)
    try:
        record_register_number(case, request.POST.get("nomor_siak", ""), by=officer_here(request))
    except Refusal as refusal:
        return render_case(request, case, refusal=refusal)
    return to_place(request, case, "siak")


@require_POST
@officer_required()
def assign(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand the case to a colleague."""
    case = case_to_change(request, reference)
    named = request.POST.get("kepada", "")
    colleague = next(
        (
            one
            for one in Membership.objects.select_related("account", "zone").filter(active=True)
            if str(one.public_id) == named
        ),
        None,
    )
    if colleague is None:
        return render_case(request, case, refusal=Refusal(_("Pilih petugasnya dulu."), code="colleague"))
    try:
        assign_case(case, to=colleague, by=officer_here(request))
    except Refusal as refusal:
        if refusal.status == _CONFLICT:
            raise
        return render_case(request, case, refusal=refusal)
    return to_place(request, case, "riwayat")
