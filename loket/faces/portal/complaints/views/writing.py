"""Filing a complaint: one page, no account needed; then its number and the day of the answer (R25, S4-28)."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from loket.accounts import limits
from loket.accounts.devices import device_hash, keep_device
from loket.applications.models import Application
from loket.audit.actor import VISITOR, Actor
from loket.complaints.actions.file_complaint import Filing, file_complaint
from loket.complaints.models import Complaint
from loket.complaints.policies import ComplaintRefused
from loket.complaints.queries import case_of_two_keys, complaint_sent_as
from loket.complaints.rules import MOST_PHOTOS, PHONE_DAY, TENANT_HOUR, VISITOR_HOUR
from loket.files.actions.claim import claim
from loket.files.actions.receive import receive
from loket.files.models import StoredFile
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Phone
from loket.residents.models import Resident
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant, in_tenant, short_transactions

from ...applications import lookup_rules
from ...applications.standing import channel
from ...files.owner import owner_of
from ...gate import public, resident_here
from ..forms import ComplaintForm
from ..opened import complaint_here, remember

_PHOTO = "bukti_pengaduan"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@short_transactions
@public
def new(request: HttpRequest) -> HttpResponse:
    """The form; what is wrong is said beside its field and everything typed stays."""
    if request.method != "POST":
        return _page(request, ComplaintForm(initial=_known(request)))
    form = ComplaintForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        complaint = _filed(request, form.cleaned_data)
    except Refusal as refusal:
        return _page(request, form, refusal=refusal, status=refusal.status)
    remember(request, complaint)
    response = redirect("portal:complaints:sent", complaint.reference)
    keep_device(request, response)
    return response


def _filed(request: HttpRequest, given: dict[str, Any]) -> Complaint:
    """The complaint of this form, made now or when it was sent before."""
    key = _key(request)
    with in_tenant(current_tenant()):
        known, resident = complaint_sent_as(key), resident_here(request)
    if known is not None:
        return known
    _count(request, given["pelapor_hp"])
    application = _case(given, resident)
    filing = Filing(
        given["kategori"],
        given["uraian"],
        name=given["pelapor_nama"],
        phone=given["pelapor_hp"],
        language=(get_language() or "id")[:2],
        claimed_number=given["nomor_permohonan"],
        is_confidential=given["rahasiakan_identitas"],
        wants_visit=given["minta_tatap_muka"],
    )
    with in_tenant(current_tenant()):
        return file_complaint(
            filing,
            by=Actor("resident", str(resident.account.public_id)) if resident else VISITOR,
            key=key,
            resident=resident,
            application=application,
            photos=_photos(request),
        )


def _count(request: HttpRequest, phone: str) -> None:
    hits = [(VISITOR_HOUR, device_hash(request).hex()), (TENANT_HOUR, "")]
    if phone:
        hits.append((PHONE_DAY, lookup_hash(phone).hex()))
    limits.count(*hits, sentence=_("Terlalu banyak aduan dari sini. Coba lagi nanti, atau hubungi kantor."))


def _case(given: dict[str, Any], resident: Resident | None) -> Application | None:
    """The case spoken of: one's own, else by the rule and the limits of the look-up without log in.

    Whether there is such a case is told to nobody: without the right digits the complaint is taken all the same.
    """
    number, phone = given["nomor_permohonan"], given["pelapor_hp"]
    if not number:
        return None
    with in_tenant(current_tenant()):
        sent_in = Application.objects.sent_in().filter(reference=number, applicant=resident)
        own: Application | None = sent_in.first() if resident is not None else None
    if own is not None or not phone:
        return own
    subject = lookup_hash(f"lookup:{number}").hex()
    try:
        limits.count((lookup_rules.NUMBER_HOUR, subject), (lookup_rules.NUMBER_DAY, subject))
    except Refusal:
        return None
    with in_tenant(current_tenant()):
        return case_of_two_keys(number, Phone.parse(phone).last4)


def _photos(request: HttpRequest) -> list[StoredFile]:
    """What was sent along: by the resumable upload, or with the form itself. Raises ``ComplaintRefused``."""
    owner, keys = owner_of(request), _sent_ahead(request)
    files = [file for file in request.FILES.getlist(_PHOTO) if file.size]
    if len(keys) + len(files) > MOST_PHOTOS:
        raise ComplaintRefused(_("Paling banyak %(n)d foto.") % {"n": MOST_PHOTOS}, field=_PHOTO)
    try:
        return [claim(key, owner=owner) for key in keys] + [receive(file, owner=owner) for file in files]
    except Refusal as refusal:
        raise ComplaintRefused(str(refusal), field=_PHOTO) from None


def _sent_ahead(request: HttpRequest) -> list[str]:
    keys = (key for key in request.POST.getlist(f"{_PHOTO}__kunci") if key)
    return list(dict.fromkeys(keys))


def _key(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("kunci", ""))
    except ValueError:
        return uuid.uuid4()


def _known(request: HttpRequest) -> dict[str, str]:
    """What is known already: the case whose page led here, name and number of who is logged in."""
    known = {
        "nomor_permohonan": request.GET.get("permohonan", "")[:30],
        "kategori": request.GET.get("kategori", "")[:24],
    }
    resident = resident_here(request)
    if resident is not None:
        known["pelapor_nama"] = resident.name
        known["pelapor_hp"] = resident.phone_value.local if resident.phone else ""
    return known


def _page(
    request: HttpRequest, form: ComplaintForm, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    field, sentence = (refusal.field, str(refusal)) if refusal else ("", "")
    if field in form.fields:
        form.add_error(field, sentence)
    with in_tenant(current_tenant()):
        owner_of(request)
        context = {
            "form": form,
            "key": _key(request) if request.method == "POST" else uuid.uuid4(),
            "refusal": "" if field else sentence,
            "mistakes": bool(refusal),
            "photo_error": sentence if field == _PHOTO else "",
            "photo_keys": _sent_ahead(request) if field != _PHOTO else [],
            "days": current_tenant().complaint_days,
            "resident": resident_here(request),
        }
        response = render(request, "portal/complaints/new.html", context, status=status)
    keep_device(request, response)
    return response


@never_cache
@require_safe
@public
def sent(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt: number, until when it is answered, how to read the answer."""
    complaint = complaint_here(request, reference)
    if complaint is None:
        return redirect("portal:complaints:track")
    context = {"complaint": complaint, "channel": channel(), "phone": complaint.phone_value}
    return render(request, "portal/complaints/sent.html", context)
