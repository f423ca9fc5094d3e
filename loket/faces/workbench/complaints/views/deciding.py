"""What an officer does with a complaint; of two at once, one wins and the other keeps what he typed."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from loket.applications.casework import openable_by
from loket.applications.models import Application
from loket.applications.policies import Officer
from loket.complaints.actions import answer as answering
from loket.complaints.actions import close as closing
from loket.complaints.actions import pass_on as passing
from loket.complaints.actions import take as taking
from loket.complaints.actions import take_back as taking_back
from loket.complaints.actions.link_case import link_case
from loket.complaints.actions.mark_spam import mark_spam
from loket.complaints.actions.name_concerned import name_concerned
from loket.complaints.actions.note_down import note_down
from loket.complaints.models import Complaint
from loket.complaints.policies import ComplaintRefused
from loket.complaints.queries import was_said
from loket.foundation.kernel import reference as references
from loket.foundation.kernel.errors import Refusal
from loket.staff.models import Membership

from ...gate import officer_required
from ...officer import officer_here
from ..door import ROLES, complaint_here, require_present
from ..page import render_complaint

Deed = Callable[[Complaint, Officer], object]


def _done(
    request: HttpRequest, reference: str, deed: Deed, *, leaves: bool = False, adds: bool = False
) -> HttpResponse:
    """Do it to the complaint as the officer saw it; afterwards its page, or the queue when he is done with it.

    ``adds``: it changes nothing that a colleague could have changed meanwhile.
    """
    complaint = complaint_here(request, reference)
    try:
        if not was_said(complaint, _key(request)):
            if not adds:
                require_present(request, complaint)
            deed(complaint, officer_here(request))
    except Refusal as refusal:
        return render_complaint(request, complaint_here(request, reference), refusal=refusal)
    if leaves:
        return redirect(f"{reverse('workbench:complaints:queue')}?selesai={complaint.reference}")
    place = request.POST.get("bagian", "")
    here = reverse("workbench:complaints:show", args=[complaint.reference])
    return redirect(f"{here}?buka={place}#{place}" if place.isalpha() and place.isascii() else here)


@never_cache
@require_POST
@officer_required(ROLES)
def take(request: HttpRequest, reference: str) -> HttpResponse:
    """ "Saya tangani"."""
    return _done(request, reference, lambda found, by: taking.take(found, by=by))


@never_cache
@require_POST
@officer_required(ROLES)
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer the person; one message says so."""
    words, key = request.POST.get("jawaban", ""), _key(request)
    return _done(
        request, reference, lambda found, by: answering.answer(found, words, by=by, key=key), leaves=True
    )


@never_cache
@require_POST
@officer_required(ROLES)
def note(request: HttpRequest, reference: str) -> HttpResponse:
    """Leave a note for colleagues."""
    words, key = request.POST.get("catatan", ""), _key(request)
    return _done(request, reference, lambda found, by: note_down(found, words, by=by, key=key), adds=True)


@never_cache
@require_POST
@officer_required(ROLES)
def pass_on(request: HttpRequest, reference: str) -> HttpResponse:
    """Give it to a colleague or up to a head."""
    to, why = _member(request.POST.get("kepada", "")), request.POST.get("sebab", "")
    return _done(request, reference, lambda found, by: passing.pass_on(found, to, why, by=by), leaves=True)


@never_cache
@require_POST
@officer_required(ROLES)
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """Close it for a coded reason."""
    given = request.POST
    ending, remark = given.get("alasan", ""), given.get("keterangan", "")
    return _done(
        request,
        reference,
        lambda found, by: closing.close(found, ending, by=by, note=remark),
        leaves=True,
    )


@never_cache
@require_POST
@officer_required(ROLES)
def spam(request: HttpRequest, reference: str) -> HttpResponse:
    """It is no complaint."""
    return _done(request, reference, lambda found, by: mark_spam(found, by=by), leaves=True)


@never_cache
@require_POST
@officer_required(ROLES)
def take_back(request: HttpRequest, reference: str) -> HttpResponse:
    """It is one after all."""
    return _done(request, reference, lambda found, by: taking_back.take_back(found, by=by))


@never_cache
@require_POST
@officer_required(ROLES)
def link(request: HttpRequest, reference: str) -> HttpResponse:
    """Link it with a case, by its number."""
    return _done(request, reference, lambda found, by: link_case(found, _case(request, by), by=by))


@never_cache
@require_POST
@officer_required(ROLES)
def concerned(request: HttpRequest, reference: str) -> HttpResponse:
    """Say whom it is about, so that it is kept from him."""
    colleague = _member(request.POST.get("dikeluhkan", ""))
    return _done(request, reference, lambda found, by: name_concerned(found, colleague, by=by))


def _case(request: HttpRequest, by: Officer) -> Application:
    """The case that was typed, if the officer may open it. Raises ``ComplaintRefused``."""
    missing = ComplaintRefused(
        _("Permohonan dengan nomor itu tidak ada di antrean Anda."), field="nomor_permohonan"
    )
    try:
        number = references.parse(request.POST.get("nomor_permohonan", ""))
    except Refusal:
        raise missing from None
    found = openable_by(by, number)
    if found is None:
        raise missing
    return found


def _member(public_id: str) -> Membership | None:
    try:
        wanted = uuid.UUID(public_id)
    except ValueError:
        return None
    members = Membership.objects.select_related("account").filter(active=True, public_id=wanted)
    found: Membership | None = members.first()
    return found


def _key(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("kunci", ""))
    except ValueError:
        return None
