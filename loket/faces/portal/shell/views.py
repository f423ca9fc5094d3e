"""Language, letter size, and the three addresses an installed app needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from loket.faces.portal.gate import public
from loket.foundation.ui import living
from loket.foundation.ui.context import LARGE_TEXT_COOKIE
from loket.foundation.ui.inline_css import short_hash
from loket.foundation.ui.language import CODES

_YEAR = 60 * 60 * 24 * 365


@public
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember Indonesian or English, on this device and in the account of the person signed in."""
    code = request.POST.get("bahasa", "")
    response = _back(request)
    if code in CODES:
        _remember(request, response, settings.LANGUAGE_COOKIE_NAME, code)
        _keep_in_account(request, "language", code)
    return response


@public
@require_POST
def choose_letters(request: HttpRequest) -> HttpResponse:
    """Remember large or usual letters, on this device and in the account of the person signed in."""
    chosen = request.POST.get("huruf", "")
    response = _back(request)
    if chosen in {"besar", "biasa"}:
        _remember(request, response, LARGE_TEXT_COOKIE, chosen)
        _keep_in_account(request, "large_text", chosen == "besar")
    return response


@public
@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """The page an installed app shows when there is no signal; holds nothing personal."""
    return render(request, "portal/shell/offline.html")


@public
@require_GET
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, from the root so that it may serve every page of the portal."""
    response = render(
        request,
        "portal/shell/sw.js",
        {"version": short_hash()},
        content_type="text/javascript; charset=utf-8",
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


@public
@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put Loket on its home screen."""
    office = getattr(request, "tenant", None)
    name = f"Loket {office.short_name or office.name}" if office else "Loket"
    content = {
        "name": name,
        "short_name": "Loket",
        "description": _("Urus dokumen kependudukan dari HP. Gratis."),
        "lang": request.LANGUAGE_CODE,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf7f0",
        "theme_color": office.colour_main if office else "#222c5e",
        "icons": [_picture(size) for size in (192, 512)],
    }
    return JsonResponse(content, content_type="application/manifest+json")


@public
@require_GET
def living_page(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for those who build pages; demo mode only."""
    if not (settings.DEMO or settings.TESTING):
        raise Http404
    return render(request, "ui/living.html", living.contents())


def _picture(size: int) -> dict[str, str]:
    return {
        "src": static(f"ui/ikon-{size}.png"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": "any maskable",
    }


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page the switch stood on; never to another site."""
    target = request.POST.get("kembali", "/")
    own = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if own else "/")


def _remember(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="Lax", secure=request.is_secure())


def _keep_in_account(request: HttpRequest, field: str, value: Any) -> None:
    account = getattr(request, "user", None)
    if account is not None and account.is_authenticated:
        account.__class__.objects.filter(pk=account.pk).update(**{field: value})
