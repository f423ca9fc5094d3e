"""A page of the dinas' own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from loket.foundation.kernel import clock
from loket.tenants.queries import page_shown
from loket.tenants.scope import current_tenant

from ..gate import public


@require_safe
@public
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The page in the reader's language while it is shown; afterwards it does not exist."""
    found = page_shown(slug, clock.today(current_tenant().zone))
    if found is None:
        raise Http404
    words = found.words(get_language() or "id")
    return render(request, "portal/pages/page.html", {"words": words})
