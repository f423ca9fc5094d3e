"""What a host name answers instead of the dinas: the way to its new name, or that it is not open."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from loket.foundation.ui.language import chosen

from .queries import Lead

#: Doors that are open while a dinas is being set up: officers, administrators, machines, the demo's phone.
_STAFF_DOORS = ("/petugas/", "/kelola/", "/coba/", "/hooks/", "/contoh/", "/merek/", "/bahasa/", "/huruf/")


def answer_instead(request: HttpRequest, lead: Lead) -> HttpResponse | None:
    """The answer for this host when it is not the dinas itself, else None.

    An old name leads on with 301, path and query kept (308 for what is sent, which must arrive whole); it
    always names the primary host, which never leads on, so there is no loop.
    """
    if lead.moved_to:
        return _moved(request, lead.moved_to)
    if not lead.tenant.is_open:
        return _plain_page(request, "closed")
    if lead.tenant.public_since is None and not request.path.startswith(_STAFF_DOORS):
        return _plain_page(request, "not_public")
    return None


def _moved(request: HttpRequest, host: str) -> HttpResponse:
    _, colon, port = request.get_host().partition(":")
    status = HTTPStatus.MOVED_PERMANENTLY
    if request.method not in ("GET", "HEAD"):
        status = HTTPStatus.PERMANENT_REDIRECT
    response = HttpResponse(status=status)
    response["Location"] = f"{request.scheme}://{host}{colon}{port}{request.get_full_path()}"
    return response


def _plain_page(request: HttpRequest, page: str) -> HttpResponse:
    with translation.override(chosen(request)):
        response = render(request, f"tenants/{page}.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
    response._has_been_logged = True  # type: ignore[attr-defined]  # meant so: Django must not cry "error"
    return response
