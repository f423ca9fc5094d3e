"""What every page frame needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from loket.foundation.kernel import clock

#: Cookie of the large-text switch: "besar" or "biasa".
LARGE_TEXT_COOKIE = "huruf"


#: Cookie of simple mode: "mudah" or "biasa".
SIMPLE_MODE_COOKIE = "mode"
#: Officers' pages stay as they are: a desk is not made simpler by larger letters.
_DESKS = ("/petugas/", "/kelola/")


def page(request: HttpRequest) -> dict[str, Any]:
    """``office`` (the tenant or None), ``user``, ``large_text``, ``simple_mode``, ``demo``, ``here`` (the path,
    for switches) and ``banner``."""
    return {
        "office": getattr(request, "tenant", None),
        "user": getattr(request, "user", None),
        "large_text": large_text(request),
        "simple_mode": simple_mode(request),
        "demo": bool(getattr(settings, "DEMO", False)),
        "here": request.path,
        "banner": banner(request),
    }


def banner(request: HttpRequest) -> str:
    """The office's notice of today in the reader's language; empty for none (seed S1-25)."""
    office = getattr(request, "tenant", None)
    if office is None:
        return ""
    notice: str = office.banner(get_language() or "id", clock.today(office.zone))
    return notice


def large_text(request: HttpRequest) -> bool:
    """The reader asked for larger letters: by the cookie, else in the account."""
    chosen = request.COOKIES.get(LARGE_TEXT_COOKIE, "")
    if not chosen and settings.SESSION_COOKIE_NAME in request.COOKIES:
        return bool(getattr(getattr(request, "user", None), "large_text", False))
    return chosen == "besar"


def simple_mode(request: HttpRequest) -> bool:
    """The reader asked for simple pages: by the cookie, else in the account. Never on officers' pages."""
    if request.path.startswith(_DESKS):
        return False
    chosen = request.COOKIES.get(SIMPLE_MODE_COOKIE, "")
    if not chosen and settings.SESSION_COOKIE_NAME in request.COOKIES:
        return bool(getattr(getattr(request, "user", None), "simple_mode", False))
    return chosen == "mudah"
