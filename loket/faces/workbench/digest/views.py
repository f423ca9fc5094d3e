"""Switch one's own morning digest on or off."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from loket.staff.actions.choose_digest import choose_digest

from ..gate import officer_required, the_membership


@require_POST
@officer_required()
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice, back to the account page."""
    choose_digest(the_membership(request), wants=request.POST.get("ringkasan") == "1")
    return redirect("workbench:accounts:profile")
