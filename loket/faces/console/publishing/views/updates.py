"""What a later packaged catalogue offers: service by service, as a comparison, never forced."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loket.catalogue.actions.take_update import decline_update, take_new, take_update
from loket.catalogue.comparing import compare
from loket.catalogue.comparing_rows import as_words
from loket.catalogue.condition_words import label_of
from loket.catalogue.loading import packaged
from loket.catalogue.merging import Merged
from loket.catalogue.models import Service
from loket.catalogue.starter_queries import Sides, sides, title_of, updates
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant, in_tenant

from ...gate import administrator_required, the_administrator
from ..door import service_here
from ..notices import go, notice_of


@never_cache
@require_safe
@administrator_required
def listing(request: HttpRequest) -> HttpResponse:
    """Every service for which the catalogue says something new."""
    with in_tenant(current_tenant()):
        rows = updates()
    context = {
        "changed": [row for row in rows if row.service is not None],
        "new": [row for row in rows if row.service is None],
        "notice": notice_of(request),
    }
    return render(request, "console/publishing/updates.html", context)


@never_cache
@require_safe
@administrator_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """One offer: what would change, and where the dinas has its own."""
    if code not in packaged().services:
        raise Http404
    with in_tenant(current_tenant()):
        service = Service.objects.filter(code=code).first()
        return _page(request, code, service)


@never_cache
@require_POST
@administrator_required
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Take it into a draft, or leave it."""
    if code not in packaged().services:
        raise Http404
    officer = the_administrator(request)
    with in_tenant(current_tenant()):
        service = Service.objects.filter(code=code).first()
        try:
            if service is None:
                take_new(code, catalogue=packaged(), by=officer)
            elif request.POST.get("putusan") == "abaikan":
                decline_update(service, catalogue=packaged(), by=officer)
                return go("console:publishing:updates", said="diabaikan")
            else:
                take_update(
                    service, catalogue=packaged(), by=officer, take=request.POST.getlist("pakai")[:200]
                )
        except Refusal as refused:
            return _page(request, code, service_here(code), refused=str(refused), status=refused.status)
        except KeyError:
            sentence = _("Lengkapi dulu draf layanan ini, lalu ambil pembaruannya.")
            return _page(request, code, service, refused=sentence, status=409)
    return go("console:publishing:show", code, said="pembaruan")


def _page(
    request: HttpRequest, code: str, service: Service | None, *, refused: str = "", status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "code": code,
        "service": service,
        "title": title_of(packaged(), code),
        "refusal": refused,
        "mistakes": bool(refused),
        "changes": [],
        "collisions": [],
    }
    if service is not None and not refused:
        context |= _comparison(service)
    return render(request, "console/publishing/update.html", context, status=status)


def _comparison(service: Service) -> dict[str, Any]:
    try:
        three = sides(service)
    except KeyError:
        return {"refusal": _("Lengkapi dulu draf layanan ini, lalu ambil pembaruannya.")}
    merged = three.merged()
    return {"changes": compare(three.mine, merged.definition), "collisions": _collisions(three, merged)}


def _collisions(three: Sides, merged: Merged) -> list[dict[str, str]]:
    """Elements both changed: what it is, the dinas' own words, the catalogue's."""
    found = []
    for element, (_before, mine, theirs) in merged.collisions.items():
        row = mine if isinstance(mine, dict) else theirs
        name = label_of(row) if isinstance(row, dict) else ""
        found.append(
            {
                "element": element,
                "name": name or element.partition(":")[2],
                "mine": _words(mine),
                "theirs": _words(theirs),
            }
        )
    return found


def _words(value: Any) -> str:
    if isinstance(value, dict):
        lines = (f"{key}: {as_words(one)}" for key, one in sorted(value.items()) if as_words(one))
        return "\n".join(lines)
    return as_words(value) or _("dihapus")
