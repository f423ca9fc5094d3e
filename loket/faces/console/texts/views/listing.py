"""All texts: kinds by the moment they are sent, with what this dinas has changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ...gate import administrator_required
from ..names import service_titles
from ..rows import rows_by_moment


@never_cache
@require_GET
@administrator_required
def texts(request: HttpRequest) -> HttpResponse:
    """A5: every kind of message; a search in names and words, and a sieve for what was changed here."""
    wanted, only_changed = request.GET.get("cari", "")[:80].strip(), request.GET.get("diubah") == "1"
    moments = rows_by_moment(wanted=wanted, only_changed=only_changed)
    context = {
        "moments": moments,
        "wanted": wanted,
        "only_changed": only_changed,
        "found": sum(len(rows) for _label, rows in moments),
        "services": service_titles(),
    }
    return render(request, "console/texts/list.html", context)
