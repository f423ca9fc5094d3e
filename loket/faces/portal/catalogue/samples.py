"""Sample photos that the dinas itself has put beside its papers."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from loket.catalogue.draft_queries import SAMPLE_OWNER
from loket.files.http import serve
from loket.files.models import StoredFile
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant, in_tenant

from ..gate import public


@require_safe
@public
def sample(request: HttpRequest, photo: uuid.UUID) -> HttpResponse:
    """A sample for everybody: only what an administrator handed in as one, rebuilt like every file."""
    with in_tenant(current_tenant()):
        found = StoredFile.objects.filter(public_id=photo, owner=SAMPLE_OWNER).first()
        if found is None or not found.is_image:
            raise Http404
        try:
            answer = serve(found)
        except Refusal:
            raise Http404 from None
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
