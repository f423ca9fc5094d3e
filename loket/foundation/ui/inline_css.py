"""The style sheets: sent inside a visitor's first page, linked from the second on.

On slow data a style sheet asked for separately costs about two seconds before anything shows. So the first
page carries it in a ``<style>`` block, which is the same bytes for everyone: the Content-Security-Policy
allows it by its SHA-256 and needs no ``unsafe-inline``. A cookie ``g`` with the sheet's short hash says that
the browser has it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.cache import patch_vary_headers

FOLDER = Path(__file__).parent / "static" / "ui"
#: Cookie that says "this browser has the resident style sheet with this hash".
COOKIE = "g"
COOKIE_AGE = 60 * 60 * 24 * 365
#: Set on the request when its page carried the style sheet, so that the answer sets the cookie.
INLINED = "_ui_styles_inlined"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")
#: Between rules and between values, where browsers need none.
_LOOSE = re.compile(r"(?<=[{};,]) +")
_RANGE = (
    "U+0020-007E,U+00A0,U+00A9,U+00B0-00B1,U+00B7,U+00D7,U+00E9,U+2013-2014,U+2018-2019,U+201C-201D,"
    "U+2022,U+2026,U+2190-2193,U+2212"
)


@cache
def resident_css() -> str:
    """The resident style sheet without comments, line ends and spaces that browsers do not need."""
    text = (FOLDER / "resident.css").read_text("utf-8")
    return _LOOSE.sub("", _SPACE.sub("", _COMMENT.sub("", text))).strip()


@cache
def font_css() -> str:
    """The font's ``@font-face`` rule: a block of its own, so that Save-Data visitors get no font."""
    return (
        '@font-face{font-family:"Jakarta";src:url(' + static("ui/pjs.woff2") + ') format("woff2");'
        "font-weight:400 800;font-display:optional;unicode-range:" + _RANGE + "}"
    )


@cache
def short_hash() -> str:
    """Eight characters that change whenever the resident style sheet changes."""
    return hashlib.sha256(resident_css().encode()).hexdigest()[:8]


@cache
def content_security_hashes() -> tuple[str, ...]:
    """What the Content-Security-Policy's ``style-src`` must list beside ``'self'`` for the inline blocks."""
    return tuple(_source(text) for text in (resident_css(), font_css()))


def _source(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def wants_little_data(request: HttpRequest | None) -> bool:
    """The browser asked to save data: no font, no preloading."""
    return request is not None and request.headers.get("Save-Data", "").lower() == "on"


def has_styles(request: HttpRequest | None) -> bool:
    """The browser already keeps the present resident style sheet."""
    return request is not None and request.COOKIES.get(COOKIE) == short_hash()


class RememberStyles:
    """Middleware: set the cookie ``g`` when the page carried the style sheet inline."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, INLINED, False):
            _remember(request, response)
        return response


def _remember(request: HttpRequest, response: HttpResponse) -> None:
    response.set_cookie(
        COOKIE, short_hash(), max_age=COOKIE_AGE, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    patch_vary_headers(response, ("Cookie", "Save-Data"))
