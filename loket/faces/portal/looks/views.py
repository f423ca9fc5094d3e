"""Who opened my file, my account: newest first, older ones page by page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ..applications.own import own_application
from ..gate import resident_required, the_resident
from .rows import OF_ACCOUNT, OF_CASE, Page, page_of

#: Numbers of entries have fewer figures than this.
_FIGURES = 19


@never_cache
@require_GET
@resident_required(verified=False)
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Looks at one application of mine."""
    number = own_application(request, reference).reference
    page = page_of(OF_CASE, "application", number, before=_before(request))
    return _list(request, page, reverse("portal:applications:status", args=[number]))


@never_cache
@require_GET
@resident_required(verified=False)
def account(request: HttpRequest) -> HttpResponse:
    """Looks at my account and its photos."""
    resident = the_resident(request)
    page = page_of(OF_ACCOUNT, "resident", str(resident.public_id), before=_before(request))
    return _list(request, page, reverse("portal:accounts:home"))


def _list(request: HttpRequest, page: Page, back_url: str) -> HttpResponse:
    is_first = _before(request) is None
    context = {"page": page, "back_url": back_url, "is_first": is_first}
    return render(request, "portal/looks/list.html", context)


def _before(request: HttpRequest) -> int | None:
    given = request.GET.get("sebelum", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < _FIGURES else None
