"""A paper is seen through the door of the application that owns it, and each look is recorded."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from loket.applications.models import Attachment
from loket.audit.actions.record import record
from loket.files.http import serve

from ...gate import resident_required
from ..own import own_application


@require_GET
@resident_required(verified=False, assisted=True)
def paper(request: HttpRequest, reference: str, file: uuid.UUID) -> HttpResponse:
    """One of the resident's own photos or PDFs; ``?kecil=1`` gives the preview."""
    application = own_application(request, reference)
    row = (
        Attachment.objects.select_related("file")
        .filter(application=application, file__public_id=file)
        .first()
    )
    if row is None:
        raise Http404
    small = request.GET.get("kecil") == "1"
    response = serve(row.file, as_thumbnail=small)
    record(
        "applications.view_paper",
        obj_type="application",
        obj_ref=application.reference,
        detail={"paper": row.slug, "preview": small},
    )
    return response
