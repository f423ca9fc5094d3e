"""What every page frame needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

#: Cookie of the large-text switch: "besar" or "biasa".
LARGE_TEXT_COOKIE = "huruf"


def page(request: HttpRequest) -> dict[str, Any]:
    """``office`` (the tenant or None), ``user``, ``large_text``, ``demo`` and ``here`` (the path, for switches)."""
    return {
        "office": getattr(request, "tenant", None),
        "user": getattr(request, "user", None),
        "large_text": large_text(request),
        "demo": bool(getattr(settings, "DEMO", False)),
        "here": request.path,
    }


def large_text(request: HttpRequest) -> bool:
    """The reader asked for larger letters: by the cookie, else in the account."""
    chosen = request.COOKIES.get(LARGE_TEXT_COOKIE, "")
    if not chosen and settings.SESSION_COOKIE_NAME in request.COOKIES:
        return bool(getattr(getattr(request, "user", None), "large_text", False))
    return chosen == "besar"
