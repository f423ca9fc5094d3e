"""The language of the answer: the reader's cookie, else the account's choice, else Indonesian."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

CODES = ("id", "en")


class Language:
    """Middleware. The browser's own language is not asked: many phones in Indonesia speak English."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = chosen(request)
        with translation.override(code):
            request.LANGUAGE_CODE = code
            return self.get_response(request)


def chosen(request: HttpRequest) -> str:
    """The language this reader has chosen; unknown codes count as not chosen."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if code not in CODES and settings.SESSION_COOKIE_NAME in request.COOKIES:
        code = getattr(getattr(request, "user", None), "language", "")
    return code if code in CODES else "id"
