"""The officer's home of the day."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from loket.applications.casework import asked_pile
from loket.applications.policies import Officer
from loket.applications.queries import decided_since, opened_by, queues_kept
from loket.complaints.queries import heights
from loket.complaints.rules import DESK_ROLES
from loket.conversations.queries import unread_pile
from loket.foundation.kernel import clock
from loket.residents.queries import waiting
from loket.tenants.scope import current_tenant

from ..applications.sieve import Look
from ..gate import officer_required
from ..officer import officer_here
from .frame import frame, piles_of, queue_url
from .piles import QUEUES, has_queue
from .rows import rows_of


@never_cache
@require_GET
@officer_required()
def home(request: HttpRequest) -> HttpResponse:
    """My queues with the oldest age, what I have open, what I did today (O1)."""
    officer, now = officer_here(request), clock.now()
    kept = _kept(request)
    piles = piles_of(request)
    queues: list[dict[str, Any]] = _accounts(request, now)
    accounts = queues[0]["count"] if queues else None
    for queue in QUEUES:
        if has_queue(queue, officer, piles):
            pile = piles[queue.slug]
            waited = now - pile.oldest if pile.oldest else None
            queues.append(
                {"title": queue.title, "url": queue_url(queue.slug), "count": pile.count, "waited": waited}
            )
    queues += [*kept, *_complaints(officer, now), *_asked(officer, now)]
    midnight = datetime.combine(clock.today(current_tenant().zone), time(), current_tenant().zone)
    context = {
        "queues": queues,
        "opened": rows_of(opened_by(officer), now=now),
        "done_today": decided_since(officer.actor.id, midnight),
        **frame(request, account_count=accounts),
    }
    return render(request, "workbench/desk/home.html", context)


def _kept(request: HttpRequest) -> list[dict[str, Any]]:
    """The officer's kept queues and those the office shares."""
    officer, now = officer_here(request), clock.now()
    found = {str(one.public_id): one for one in queues_kept(officer.membership_id)}
    looks = {name: Look.of_kept(one.filter, one.columns, kept=name) for name, one in found.items()}
    counted = piles_of(request, {name: look.filter for name, look in looks.items()}, aged=None)
    return [
        {
            "title": found[name].name,
            "url": f"{reverse('workbench:applications:queue')}?{look.query()}",
            "count": counted[name].count,
            "more": counted[name].more,
            "waited": now - oldest if (oldest := counted[name].oldest) else None,
        }
        for name, look in looks.items()
    ]


def _asked(officer: Officer, now: datetime) -> list[dict[str, Any]]:
    """What residents wrote and what colleagues ask; each only while there is something to read."""
    found = []
    for title, name, (count, oldest) in (
        (_("Pesan pemohon"), "workbench:conversations:index", unread_pile(officer)),
        (_("Diminta pendapat"), "workbench:applications:asked", asked_pile(officer)),
    ):
        if count and oldest:
            found.append({"title": title, "url": reverse(name), "count": count, "waited": now - oldest})
    return found


def _complaints(officer: Officer, now: datetime) -> list[dict[str, Any]]:
    """Complaints that wait for an answer, for the complaints counter and the heads."""
    if officer.roles.isdisjoint(DESK_ROLES):
        return []
    pile = heights(officer, at=now)
    waited = now - pile["oldest"] if pile["oldest"] else None
    url = reverse("workbench:complaints:queue")
    return [{"title": _("Aduan"), "url": url, "count": pile["terbuka"], "waited": waited}]


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
