"""Headers of every answer, errors included (security rules 29 and 30)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from loket.foundation.ui.inline_css import content_security_hashes

_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=()",
}


class SecurityHeaders:
    """Put the strict content security policy and its companions on each answer that has none of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in _FIXED.items():
            response.headers.setdefault(name, value)
        framed = response.headers["X-Frame-Options"] == "SAMEORIGIN"  # trying out, beside the builder
        response.headers.setdefault("Content-Security-Policy", _policy("'self'" if framed else "'none'"))
        is_asset = (
            request.path.startswith(settings.STATIC_URL) and response.status_code < HTTPStatus.BAD_REQUEST
        )
        if not is_asset:
            response.headers.setdefault("Cache-Control", "no-store")
        if settings.LOKET_MODE == "production":
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response


@cache
def _policy(ancestors: str) -> str:
    styles = " ".join(["'self'", *content_security_hashes()])
    return (
        f"default-src 'none'; script-src 'self'; style-src {styles}; img-src 'self' data: blob:; font-src 'self'; "
        f"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}; frame-src 'self'; "
        "manifest-src 'self'; worker-src 'self'"
    )
