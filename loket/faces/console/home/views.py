"""The first page of the console."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from loket.tenants.scope import current_tenant, in_tenant

from ..frame import navigation
from ..gate import administrator_required
from .sources import all_attention


@never_cache
@require_GET
@administrator_required
def home(request: HttpRequest) -> HttpResponse:
    """What needs attention, then every page of the console by its group."""
    with in_tenant(current_tenant()):
        entries = all_attention()
    return render(
        request,
        "console/home/show.html",
        {"attention": entries, "groups": navigation(request.path)},
    )
