"""A broken rule that nobody caught becomes a calm page, never an empty one.

``RefusalPages`` is a middleware; the error pages of Django (400, 403, 404, 500) use the same template
through ``handler400`` … ``handler500`` and ``csrf_failure``.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from loket.foundation.kernel.errors import Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Statuses with a page of their own; any other 4xx is shown as 400.
PAGES = (400, 403, 404, 409, 422, 429, 500)


def refusal_page(
    request: HttpRequest,
    status: int,
    sentence: str | _StrPromise = "",
    *,
    code: str = "",
    page: int = 0,
) -> HttpResponse:
    """The error page of ``status`` with one plain ``sentence`` (or the page's own default).

    ``page`` is another status whose heading fits better ("Belum bisa dilanjutkan").
    """
    page = page or (status if status in PAGES else 400)
    context = {"sentence": sentence, "status": status, "code": code, "on_desk": _on_desk(request)}
    return render(request, f"ui/errors/{page}.html", context, status=status)


def _on_desk(request: HttpRequest) -> bool:
    return request.path.startswith(("/petugas/", "/kelola/"))


class RefusalPages:
    """Turn an uncaught ``Refusal`` into its page with the refusal's own status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            return _opened_by_address(request, response)
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Nobody types a NUL, and no column takes one: refused before any view sees it."""
        if not _holds_nul(request):
            return None
        return refusal_page(
            request, HTTPStatus.BAD_REQUEST, _("Ada tanda yang tidak bisa dibaca. Hapus, lalu ketik ulang.")
        )

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django calls this for an exception that left the view."""
        if not isinstance(error, Refusal):
            return None
        return refusal_page(request, error.status, error.message, code=error.code)


def _opened_by_address(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Something that only a button does was opened as a page: by reloading, by going back, by an old tab."""
    sentence = _("Halaman ini hanya terbuka lewat tombolnya. Mulai lagi dari Beranda.")
    page = refusal_page(request, HTTPStatus.METHOD_NOT_ALLOWED, sentence, code="method", page=422)
    page.headers["Allow"] = response.headers["Allow"]
    return page


def _holds_nul(request: HttpRequest) -> bool:
    if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
        return True
    posted = request.POST.lists() if request.method == "POST" else ()
    return any("\0" in text for name, values in posted for text in (name, *values))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler400``: the request itself could not be read."""
    return refusal_page(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler403``: the person may not do this."""
    return refusal_page(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler404``: no such page, or not for this person; the answer does not say which."""
    return refusal_page(request, HTTPStatus.NOT_FOUND)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """``CSRF_FAILURE_VIEW``: the form was opened too long ago, or by another sign-in."""
    sentence = _("Halaman ini sudah terlalu lama terbuka. Muat ulang halaman, lalu kirim lagi.")
    return refusal_page(request, HTTPStatus.FORBIDDEN, sentence, code="csrf", page=422)


def server_error(request: HttpRequest) -> HttpResponse:
    """``handler500``: our own fault. Rendered without the request, which may be what broke."""
    return HttpResponse(render_to_string("ui/errors/500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)
