"""What machines ask: ``/healthz`` (does the process live) and ``/readyz`` (can the house serve).

Both answer on any host, without a dinas, and tell nothing but names of checks. They open no transaction of
their own, so that a missing database is an answer and not an error.
"""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import checks
from .gate import machine


@machine
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers; touches nothing else."""
    return JsonResponse({"ok": True})


@machine
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database is migrated, a worker beats and the storage takes files; else 503 naming which."""
    results = {name: check() for name, check in checks.CHECKS.items()}
    ready = all(results.values())
    return JsonResponse({"ok": ready, "checks": results}, status=200 if ready else 503)
