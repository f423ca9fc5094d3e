"""What residents wrote inside their cases: the list, answering, marking as read, the photo sent along."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.audit.actions.record import record
from loket.conversations.actions import answer as answering
from loket.conversations.actions.mark_read import mark_read
from loket.conversations.models import Post
from loket.conversations.queries import waiting_conversations
from loket.files.http import serve
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal

from ..applications.door import case_here
from ..applications.views.case import render_case
from ..applications.views.onward import to_place
from ..desk.frame import frame
from ..desk.rows import rows_of
from ..gate import officer_required
from ..officer import officer_here


@never_cache
@require_GET
@officer_required()
def index(request: HttpRequest) -> HttpResponse:
    """Cases in which a resident wrote and nobody has read it, the oldest first."""
    waiting = waiting_conversations(officer_here(request))
    rows = rows_of([case for case, _since, _count in waiting], now=clock.now())
    context = {
        "waiting": [(row, since, count) for row, (_case, since, count) in zip(rows, waiting, strict=True)],
        **frame(request, "pesan"),
    }
    return render(request, "workbench/conversations/index.html", context)


@require_POST
@officer_required()
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Write to the resident; one message tells him that something is there."""
    case = case_here(request, reference)
    try:
        answering.answer(
            case,
            request.POST.get("pesan", ""),
            by=officer_here(request),
            key=_key(request.POST.get("kunci", "")),
        )
    except Refusal as refusal:
        return render_case(request, case, refusal=refusal)
    return to_place(request, case, "pesan")


@require_POST
@officer_required()
def read(request: HttpRequest, reference: str) -> HttpResponse:
    """Nothing to answer: the posts are read."""
    case = case_here(request, reference)
    if mark_read(case, by_resident=False):
        record("conversations.read", obj_type="application", obj_ref=case.reference)
    return to_place(request, case, "pesan")


@never_cache
@require_GET
@officer_required()
def photo(request: HttpRequest, reference: str, post_id: int) -> HttpResponse:
    """A photo that the resident sent along; each look is on record."""
    case = case_here(request, reference)
    post = (
        Post.objects.select_related("photo").filter(application=case, pk=post_id, photo__isnull=False).first()
    )
    if post is None:
        raise Http404
    is_small = request.GET.get("kecil") == "1"
    record(
        "conversations.photo_viewed",
        obj_type="application",
        obj_ref=case.reference,
        purpose="pelayanan",
        detail={"small": is_small},
    )
    return serve(post.photo, as_thumbnail=is_small)


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
