"""Which cases an order is about, and what can be done to them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.http import HttpRequest

from loket.applications import labels, reasons
from loket.applications.deeds import Deed, deeds
from loket.applications.models import Application
from loket.applications.policies import ASSIGNERS
from loket.applications.rules import BATCH_LIMIT
from loket.foundation.kernel import clock
from loket.staff.queries import officers_with
from loket.tenants.queries import pickup_offices
from loket.tenants.scope import current_tenant

from ..applications.sieve import Look
from ..officer import officer_here

_OPENING = time(8)


def picked(request: HttpRequest, look: Look) -> list[tuple[int, int]]:
    """Row number and version of the ticked cases of the look, or of all of it; one more than may be, at most.

    Asked of the look's own filter, so nobody picks what he cannot see.
    """
    rows = look.filter.rows(officer_here(request), at=clock.now())
    ticked = request.POST.getlist("pilih")
    if request.POST.get("cakupan") != "semua":
        rows = rows.filter(reference__in=ticked[: BATCH_LIMIT + 1])
    found: list[tuple[int, int]] = list(rows.values_list("pk", "version")[: BATCH_LIMIT + 1])
    return found


def offered(request: HttpRequest, look: Look) -> list[Deed]:
    """What can be done in the states of the look, by this officer at all."""
    found = deeds.for_states(frozenset(look.filter.states))
    may_share = not officer_here(request).roles.isdisjoint(ASSIGNERS)
    return [deed for deed in found if may_share or "colleague" not in deed.needs]


def choices_here(given: Mapping[str, str]) -> dict[str, Any]:
    """What the form chose, as ``start_batch`` wants it."""
    return {
        "reason": given.get("alasan", ""),
        "note": given.get("kalimat", ""),
        "colleague": given.get("kepada", ""),
        "place": given.get("tempat", ""),
        "ready_from": _moment(given.get("mulai", "")),
    }


def form_of(request: HttpRequest, look: Look, cases: list[tuple[int, int]]) -> dict[str, Any]:
    """Context of the page on which the order is chosen; what was typed stays."""
    deeds_offered = offered(request, look)
    chosen = request.POST.get("pekerjaan", "") or (deeds_offered[0].key if deeds_offered else "")
    needs = frozenset[str]().union(*(deed.needs for deed in deeds_offered))
    tomorrow = current_tenant().calendar().next_start(clock.now()).astimezone(current_tenant().zone)
    return {
        "look": look,
        "look_query": look.query(),
        "count": len(cases),
        "names": _names(cases),
        "ticked": request.POST.getlist("pilih")[: BATCH_LIMIT + 1],
        "is_all": request.POST.get("cakupan") == "semua",
        "deeds": deeds_offered,
        "chosen": chosen,
        "reasons": reasons.reasons_for("reject") if "reason" in needs else (),
        "other": labels.OTHER,
        "colleagues": officers_with("verifikator_layanan") if "colleague" in needs else (),
        "places": pickup_offices() if "place" in needs else (),
        "day": request.POST.get("mulai") or tomorrow.date().isoformat(),
        "typed": request.POST,
        "order_key": request.POST.get("kunci") or str(uuid.uuid4()),
    }


def order_key(text: str) -> uuid.UUID:
    """The key minted with the form; a fresh one for what is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def _names(cases: list[tuple[int, int]]) -> list[str]:
    """The first few, so that the officer sees what he picked."""
    rows = Application.objects.filter(pk__in=[pk for pk, _version in cases[:5]])
    return list(rows.order_by("submitted_at", "id").values_list("subject_name", flat=True))


def _moment(text: str) -> str:
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day, given its zone below
    except ValueError:
        return ""
    return datetime.combine(day, _OPENING, current_tenant().zone).isoformat()
