"""One complaint, and the photos sent along; every look is on record."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from loket.audit.actions.record import record
from loket.complaints.models import Photo
from loket.files.http import serve

from ...gate import officer_required
from ..door import ROLES, complaint_here
from ..page import render_complaint


@never_cache
@require_GET
@officer_required(ROLES)
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """The page of the complaint."""
    complaint = complaint_here(request, reference)
    record("complaints.viewed", obj_type="complaint", obj_ref=complaint.reference, purpose="pengaduan")
    return render_complaint(request, complaint)


@never_cache
@require_GET
@officer_required(ROLES)
def photo(request: HttpRequest, reference: str, photo_id: uuid.UUID) -> HttpResponse:
    """One photo of it."""
    complaint = complaint_here(request, reference)
    found = Photo.objects.select_related("file").filter(complaint=complaint, file__public_id=photo_id).first()
    if found is None:
        raise Http404
    is_small = request.GET.get("kecil") == "1"
    record(
        "complaints.photo_viewed",
        obj_type="complaint",
        obj_ref=complaint.reference,
        purpose="pengaduan",
        detail={"small": is_small},
    )
    return serve(found.file, as_thumbnail=is_small)
