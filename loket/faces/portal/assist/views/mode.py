"""Simple mode: large letters, one question on a page, fewer words; kept on the device and in the account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from loket.accounts.actions.set_simple_mode import set_simple_mode
from loket.foundation.ui.context import SIMPLE_MODE_COOKIE

from ...gate import account_here, public, safe_target

_YEAR = 365 * 24 * 3600


@require_POST
@public
def choose(request: HttpRequest) -> HttpResponse:
    """Switch it on or off, and stay on the page."""
    chosen = request.POST.get("mode", "")
    response = redirect(safe_target(request.POST.get("kembali", ""), "/"))
    if chosen in {"mudah", "biasa"}:
        response.set_cookie(
            SIMPLE_MODE_COOKIE, chosen,
            max_age=_YEAR, httponly=True, samesite="Lax", secure=request.is_secure(),
        )  # fmt: skip
        account = account_here(request)
        if account is not None:
            set_simple_mode(account, chosen == "mudah")
    return response
