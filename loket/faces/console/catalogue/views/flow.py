"""A4: the states an application of this service passes, who moves it, and the time promised."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from loket.tenants.scope import current_tenant, in_tenant

from ...gate import administrator_required
from ..bench import bench_of
from ..flow import moves_of


@never_cache
@require_safe
@administrator_required
def flow(request: HttpRequest, code: str) -> HttpResponse:
    """States are the law's and the same everywhere; people and promises are the service's."""
    with in_tenant(current_tenant()):
        bench = bench_of(code)
        return render(request, "console/catalogue/flow.html", {"bench": bench, "moves": moves_of(bench)})
