"""The list of ready replies with a form for one more; each of the office's own can be taken away."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from loket.conversations.actions.drop_reply import drop_reply
from loket.conversations.actions.keep_reply import keep_reply
from loket.conversations.labels import PACKAGED
from loket.conversations.models import Reply
from loket.foundation.kernel.errors import Refusal

from ..gate import administrator_required


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def index(request: HttpRequest) -> HttpResponse:
    """The office's own replies and the packaged ones; a new one under a packaged title takes its place."""
    refusal: Refusal | None = None
    if request.method == "POST":
        typed = [request.POST.get(name, "") for name in ("judul", "teks", "teks_en")]
        try:
            keep_reply(*typed)
        except Refusal as refused:
            refusal = refused
        else:
            return redirect(f"{request.path}?kabar=simpan")
    own = list(Reply.objects.order_by("title"))
    taken = {one.title.casefold() for one in own}
    context = {
        "own": own,
        "packaged": [one for one in PACKAGED if one.title.casefold() not in taken],
        "typed": request.POST,
        "refusal": refusal.message if refusal else "",
        "field": refusal.field if refusal else "",
        "notice": {"text": _("Tersimpan.")} if request.GET.get("kabar") == "simpan" else None,
    }
    return render(request, "console/replies/index.html", context, status=refusal.status if refusal else 200)


@require_POST
@administrator_required
def drop(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take one of the office's own away."""
    found = Reply.objects.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    drop_reply(found)
    return redirect("console:replies:index")
