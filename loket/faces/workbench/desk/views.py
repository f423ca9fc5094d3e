"""The officer's home of the day, and the search."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from loket.applications.queries import decided_since, found_by, opened_by
from loket.audit.actions.record import record
from loket.audit.rules import PersonalDataInRecord, check_impersonal
from loket.foundation.kernel import clock, reference
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Phone
from loket.foundation.kernel.text import plain
from loket.residents.queries import waiting
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant

from ..gate import officer_required
from ..officer import officer_here
from .frame import frame, queue_url
from .names import service_names
from .piles import QUEUES, has_queue, height, piles_here
from .rows import rows_of

_NIK_DIGITS = 16
#: Longest purpose of a search.
_PURPOSE = 80


@never_cache
@require_GET
@officer_required()
def home(request: HttpRequest) -> HttpResponse:
    """My queues with the oldest age, what I have open, what I did today (O1)."""
    officer, now = officer_here(request), clock.now()
    piles = piles_here(officer)
    queues: list[dict[str, Any]] = _accounts(request, now)
    for queue in QUEUES:
        if has_queue(queue, officer, piles):
            pile = height(queue, piles)
            waited = now - pile.oldest if pile.oldest else None
            queues.append(
                {"title": queue.title, "url": queue_url(queue.slug), "count": pile.count, "waited": waited}
            )
    midnight = datetime.combine(clock.today(current_tenant().zone), time(), current_tenant().zone)
    context = {
        "queues": queues,
        "opened": rows_of(opened_by(officer), now=now),
        "done_today": decided_since(officer.actor.id, midnight),
        **frame(request),
    }
    return render(request, "workbench/desk/home.html", context)


def _accounts(request: HttpRequest, now: datetime) -> list[dict[str, Any]]:
    """The pile of new accounts, for those who check them."""
    officer = officer_here(request)
    if "verifikator_user" not in officer.roles:
        return []
    pile = waiting(officer.kecamatan).aggregate(count=Count("pk"), oldest=Min("waiting_since"))
    return [
        {
            "title": _("Akun baru"),
            "url": reverse("workbench:accounts:queue"),
            "count": pile["count"],
            "waited": now - pile["oldest"] if pile["oldest"] else None,
        }
    ]


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required()
def search(request: HttpRequest) -> HttpResponse:
    """By number, NIK or phone number, whole and equal only; each search is on record with its purpose (O13).

    What is looked for travels in the body, never in an address.
    """
    if request.method == "GET":
        return render(request, "workbench/desk/search.html", {"asked": False, **frame(request)})
    wanted, purpose = _wanted(request.POST.get("q", "")), _purpose(request.POST.get("keperluan", ""))
    officer, now = officer_here(request), clock.now()
    found = found_by(officer, **wanted) if wanted else []
    record(
        "desk.searched",
        purpose=purpose,
        detail={"by": next(iter(wanted), "nothing"), "found": len(found)},
    )
    if len(found) == 1 and "reference" in wanted:
        return redirect("workbench:applications:case", found[0].reference)
    context = {"asked": True, "understood": bool(wanted), "rows": rows_of(found, now=now), **frame(request)}
    return render(request, "workbench/desk/search.html", context | {"names": service_names()})


def _purpose(text: str) -> str:
    """What the record keeps of the officer's own words. Raises ``Refusal`` for numbers of people in them."""
    purpose = plain(text, max_length=_PURPOSE)
    try:
        check_impersonal(purpose)
    except PersonalDataInRecord:
        sentence = _("Tulis keperluannya saja, tanpa NIK, nomor KK, atau nomor HP.")
        raise Refusal(sentence, code="purpose") from None
    return purpose or "pelayanan"


def _wanted(text: str) -> dict[str, Any]:
    """What the text is: a number, a NIK, a phone number, or nothing that can be looked for."""
    digits = "".join(sign for sign in text if sign.isdigit())
    try:
        return {"reference": reference.parse(text)}
    except Refusal:
        pass
    if len(digits) == _NIK_DIGITS:
        return {"person": lookup_hash(digits)}
    try:
        return {"phone": lookup_hash(Phone.parse(text).e164)}
    except Refusal:
        return {}
