"""Following a complaint: looked up with two keys or one's own; reading the answer, replying, rating."""

from __future__ import annotations

import hmac
import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loket.accounts import limits
from loket.appointments.queries import open_booking_about
from loket.audit.actions.record import record
from loket.audit.actor import VISITOR, Actor
from loket.complaints.actions import rate as rating
from loket.complaints.actions.reopen import reopen
from loket.complaints.models import Complaint
from loket.complaints.queries import complaint_numbered, entries_of, of_resident, photo_count
from loket.complaints.rules import LONGEST, REOPEN_FOR, TRACK_DAY, TRACK_HOUR, TRACK_TENANT, read_number
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant, in_tenant, short_transactions

from ...applications.standing import channel
from ...gate import account_here, public, resident_required, the_resident
from ..forms import TrackForm
from ..opened import complaint_here, remember

_NO_COMPLAINT = "------"


class NothingFound(Refusal):
    """Unknown number or other digits: the same words for each (security rule 34)."""

    default_code = "nothing_found"

    def __init__(self) -> None:
        super().__init__(_("Nomor aduan dan angkanya tidak cocok. Periksa lagi keduanya."))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@short_transactions
@public
def track(request: HttpRequest) -> HttpResponse:
    """Number and last four digits of the phone (or the code) open the complaint in this browser for a while."""
    if request.method != "POST":
        return _form(request, TrackForm(initial={"nomor": request.GET.get("nomor", "")[:30]}))
    form = TrackForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        complaint = _found(form.cleaned_data["nomor"], form.cleaned_data["kunci"])
    except Refusal as refusal:
        return _form(request, form, status=refusal.status, refusal=str(refusal))
    remember(request, complaint)
    return redirect("portal:complaints:show", complaint.reference)


def _found(number: str, digits: str) -> Complaint:
    subject = lookup_hash(f"complaint:{number}").hex()
    limits.count(
        (TRACK_HOUR, subject), (TRACK_DAY, subject), (TRACK_TENANT, ""),
        sentence=_("Terlalu banyak percobaan. Coba lagi nanti."),
    )  # fmt: skip
    with in_tenant(current_tenant()):
        found = complaint_numbered(number)
        own = found.secret if found is not None else ""
        if not hmac.compare_digest(own or _NO_COMPLAINT, digits) or found is None:
            raise NothingFound
        record("complaints.looked_up", actor=VISITOR, obj_type="complaint", obj_ref=found.reference)
        return found


def _form(request: HttpRequest, form: TrackForm, *, status: int = 200, refusal: str = "") -> HttpResponse:
    context = {"form": form, "refusal": refusal, "mistakes": bool(refusal)}
    with in_tenant(current_tenant()):
        return render(request, "portal/complaints/track.html", context, status=status)


@require_safe
@public
def short_link(request: HttpRequest, reference: str) -> HttpResponse:
    """Where messages lead. The number alone tells nothing."""
    return redirect("portal:complaints:show", _canonical(reference))


@never_cache
@require_safe
@public
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Where it stands, what was said, and what one may do now; asked for the keys first by everybody else."""
    complaint = complaint_here(request, reference)
    if complaint is None:
        return _to_track(reference)
    return _page(request, complaint)


@never_cache
@require_POST
@public
def reply(request: HttpRequest, reference: str) -> HttpResponse:
    """Say once more what is not settled."""
    complaint = complaint_here(request, reference)
    if complaint is None:
        return _to_track(reference)
    try:
        reopen(complaint, request.POST.get("balasan", ""), by=_speaker(request), key=_key(request))
    except Refusal as refusal:
        return _page(request, complaint, refusal=refusal)
    return redirect("portal:complaints:show", complaint.reference)


@never_cache
@require_POST
@public
def rate(request: HttpRequest, reference: str) -> HttpResponse:
    """One press: content or not."""
    complaint = complaint_here(request, reference)
    if complaint is None:
        return _to_track(reference)
    chosen = request.POST.get("nilai", "")
    if chosen not in {"puas", "tidak"}:
        raise Http404
    try:
        rating.rate(complaint, is_content=chosen == "puas", by=_speaker(request))
    except Refusal as refusal:
        return _page(request, complaint, refusal=refusal)
    return redirect("portal:complaints:show", complaint.reference)


@never_cache
@require_safe
@resident_required(verified=False)
def mine(request: HttpRequest) -> HttpResponse:
    """Complaints of whoever is logged in, the newest first."""
    context = {"complaints": of_resident(the_resident(request))}
    return render(request, "portal/complaints/mine.html", context)


def _page(request: HttpRequest, complaint: Complaint, *, refusal: Refusal | None = None) -> HttpResponse:
    now = clock.now()
    is_owner = account_here(request) is not None
    context = {
        "complaint": complaint,
        "entries": entries_of(complaint, with_notes=False),
        "photos": photo_count(complaint),
        "is_late": complaint.is_open and complaint.due_at is not None and complaint.due_at < now,
        "may_reply": complaint.may_be_reopened(now),
        "reply_until": complaint.entered_at + REOPEN_FOR,
        "channel": channel(),
        "phone": complaint.phone_value,
        "visit": open_booking_about(complaint.reference),
        "case": complaint.application if is_owner and complaint.resident_id else None,
        "key": _key(request) or uuid.uuid4(),
        "typed": request.POST.get("balasan", ""),
        "longest": LONGEST,
        "refusal": str(refusal) if refusal else "",
        "mistakes": bool(refusal),
    }
    status = refusal.status if refusal else 200
    return render(request, "portal/complaints/show.html", context, status=status)


def _speaker(request: HttpRequest) -> Actor:
    account = account_here(request)
    return Actor("resident", str(account.public_id)) if account is not None else VISITOR


def _canonical(reference: str) -> str:
    try:
        return read_number(reference)
    except Refusal:
        raise Http404 from None


def _to_track(reference: str) -> HttpResponse:
    response = redirect("portal:complaints:track")
    response["Location"] += f"?nomor={_canonical(reference)}"
    return response


def _key(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("kunci", ""))
    except ValueError:
        return None
