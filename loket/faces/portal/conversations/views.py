"""Asking the office inside a case: the talk so far, a text field, and a photo if one wishes (R21)."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from loket.applications import states
from loket.applications.models import Application
from loket.audit.actions.record import record
from loket.audit.actor import current_actor
from loket.conversations.actions.ask import LONGEST, ask
from loket.conversations.actions.mark_read import mark_read
from loket.conversations.models import Post
from loket.conversations.queries import posts_of
from loket.files.actions.claim import claim
from loket.files.actions.receive import receive
from loket.files.http import serve
from loket.files.models import StoredFile
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant, in_tenant, short_transactions

from ..applications.names import service_name
from ..applications.own import own_application
from ..files.owner import owner_of
from ..gate import resident_required

_PHOTO = "foto"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@short_transactions
@resident_required(verified=False)
def talk(request: HttpRequest, reference: str) -> HttpResponse:
    """The whole talk; what the office wrote counts as read once it is shown here."""
    is_post = request.method == "POST" and request.POST is not None  # reads the body before any transaction
    with in_tenant(current_tenant()):
        application = own_application(request, reference)
        if application.state == states.DRAFT:
            raise Http404
        if is_post:
            return _said(request, application)
        mark_read(application, by_resident=True)
        return _page(request, application)


def _said(request: HttpRequest, application: Application) -> HttpResponse:
    try:
        ask(
            application,
            request.POST.get("pesan", ""),
            by=current_actor(),
            photo=_photo(request),
            key=_key(request.POST.get("kunci", "")),
        )
    except Refusal as refusal:
        return _page(request, application, refusal=refusal)
    return redirect(reverse("portal:conversations:talk", args=[application.reference]) + "#akhir")


def _photo(request: HttpRequest) -> StoredFile | None:
    """The one photo sent along: by the resumable upload, or with the form itself."""
    owner = owner_of(request)
    keys = [key for key in request.POST.getlist(f"{_PHOTO}__kunci") if key]
    if keys:
        return claim(keys[-1], owner=owner)
    files = [file for file in request.FILES.getlist(_PHOTO) if file.size]
    return receive(files[-1], owner=owner) if files else None


def _page(request: HttpRequest, application: Application, *, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "application": application,
        "service_name": str(service_name(application)),
        "posts": posts_of(application),
        "key": request.POST.get("kunci", "") or uuid.uuid4(),
        "typed": request.POST.get("pesan", ""),
        "longest": LONGEST,
        "refusal": refusal.message if refusal else "",
    }
    status = refusal.status if refusal else 200
    return render(request, "portal/conversations/talk.html", context, status=status)


@never_cache
@require_GET
@resident_required(verified=False)
def photo(request: HttpRequest, reference: str, post_id: int) -> HttpResponse:
    """A photo that the resident sent in this talk."""
    application = own_application(request, reference)
    post = (
        Post.objects.select_related("photo")
        .filter(application=application, pk=post_id, photo__isnull=False)
        .first()
    )
    if post is None:
        raise Http404
    is_small = request.GET.get("kecil") == "1"
    response = serve(post.photo, as_thumbnail=is_small)
    record(
        "conversations.view_photo",
        obj_type="application",
        obj_ref=application.reference,
        detail={"preview": is_small},
    )
    return response


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
