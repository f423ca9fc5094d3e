"""The queue of complaints, oldest first, and the heads' table by topic and age."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from loket.complaints.labels import TOPICS
from loket.complaints.models import Complaint
from loket.complaints.queries import Look, complaint_numbered, heights, listed
from loket.complaints.queries import figures as figures_of
from loket.complaints.rules import HEADS
from loket.foundation.kernel import clock

from ...desk.frame import frame
from ...gate import officer_required
from ...officer import officer_here
from .. import look as looks
from ..door import ROLES
from ..rows import rows_of

#: Complaints on one page.
_SIZE = 25
#: The span of the heads' table, in days.
_DAYS = 90


@never_cache
@require_GET
@officer_required(ROLES)
def queue(request: HttpRequest) -> HttpResponse:
    """One page of a look, page by page in both directions."""
    officer, now = officer_here(request), clock.now()
    look = looks.read(request.GET.dict())
    after, before = (looks.read_place(request.GET.get(word, "")) for word in ("sesudah", "sebelum"))
    found = listed(look, officer, at=now, size=_SIZE, after=after, before=before)
    is_back = after is None and before is not None
    shown = found[-_SIZE:] if is_back else found[:_SIZE]
    pile = heights(officer, at=now)
    context = {
        "look": look,
        "views": _views(look, pile),
        "pile": pile,
        "oldest": now - pile["oldest"] if pile["oldest"] else None,
        "rows": rows_of(shown, now=now),
        "topics": TOPICS,
        "done": _done(request),
        "is_head": bool(officer.roles & HEADS),
        **_pages(look, shown, more=len(found) > _SIZE, is_back=is_back, is_first=not (after or before)),
        **frame(request, "aduan", complaint_count=pile["terbuka"]),
    }
    return render(request, "workbench/complaints/queue.html", context)


def _views(look: Look, pile: dict[str, Any]) -> list[dict[str, Any]]:
    titles = {
        "terbuka": _("Menunggu jawaban"),
        "saya": _("Saya tangani"),
        "telat": _("Lewat target"),
        "dijawab": _("Dijawab"),
        "ditutup": _("Ditutup"),
        "bukan": _("Bukan aduan"),
    }
    return [
        {
            "title": title,
            "query": looks.query_of(Look(view, look.topic)),
            "count": pile.get(view),
            "current": view == look.view,
        }
        for view, title in titles.items()
    ]


def _done(request: HttpRequest) -> Complaint | None:
    """What the officer settled just now, to say so once."""
    number = request.GET.get("selesai", "")
    return complaint_numbered(number) if number else None


def _pages(
    look: Look, shown: list[Complaint], *, more: bool, is_back: bool, is_first: bool
) -> dict[str, str]:
    if not shown:
        return {"next_query": "", "previous_query": ""}
    forward, back = more or is_back, more if is_back else not is_first
    return {
        "next_query": looks.query_of(look, sesudah=looks.word_of(look, shown[-1])) if forward else "",
        "previous_query": looks.query_of(look, sebelum=looks.word_of(look, shown[0])) if back else "",
    }


@never_cache
@require_GET
@officer_required(ROLES)
def figures(request: HttpRequest) -> HttpResponse:
    """Complaints by topic and age, and how the answers were received (domain: reports; H6)."""
    lines = figures_of(officer_here(request), at=clock.now(), days=_DAYS)
    context = {
        "lines": lines,
        "days": _DAYS,
        "open": sum(line.open for line in lines),
        "late": sum(line.late for line in lines),
        "came": sum(line.came for line in lines),
        "in_time": sum(line.in_time for line in lines),
        "answered": sum(line.answered for line in lines),
        "content": sum(line.content for line in lines),
        "rated": sum(line.content + line.discontent for line in lines),
        **frame(request, "aduan"),
    }
    return render(request, "workbench/complaints/figures.html", context)
