"""What every page of the desk needs around its middle: tabs, search, the ten seconds to undo."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from loket.applications import labels
from loket.applications.policies import ASSIGNERS
from loket.applications.queries import undoable_step
from loket.applications.queue_filter import Height, QueueFilter
from loket.applications.rules import UNDO_WINDOW
from loket.appointments.labels import RECEIVERS
from loket.complaints.queries import open_count
from loket.complaints.rules import DESK_ROLES
from loket.foundation.kernel import clock
from loket.intake.import_queries import ROLES as IMPORTERS
from loket.intake.queries import calls_waiting, is_helper

from ..officer import membership_here, officer_here
from .piles import LATE, QUEUES, has_queue, piles_here

#: Who answers for the office's figures.
HEADS = (
    "kepala_dinas", "kabid_capil", "kabid_piak", "kasi_dafduk", "kasi_capil", "administrator", "auditor",
)  # fmt: skip
#: After a decision the next page's address carries the number of what was decided.
DECIDED = "baru"


def frame(
    request: HttpRequest,
    current: str = "",
    *,
    account_count: int | None = None,
    complaint_count: int | None = None,
) -> dict[str, Any]:
    """``desk_tabs``, ``desk_search_url`` and ``undo``. ``current``: slug of the queue shown ("akun", "serah"…).

    ``account_count`` and ``complaint_count`` are for the queues that count their own pile.
    """
    if is_helper(membership_here(request)):
        return {"desk_tabs": [_counter_tab(_("Bantu warga"), current)]}
    return {
        "desk_tabs": [
            *_account_tab(request, current, account_count),
            *_beside_tabs(request, current),
            *_complaint_tab(request, current, complaint_count),
            *_appointment_tab(request, current),
            *_case_tabs(request, current),
            *_late_tab(request, current),
            *_lists_tab(request, current),
            *_recap_tab(request, current),
            *_watch_tab(request, current),
            *_outage_tab(request),
            *_console_tab(request),
        ],
        "desk_search_url": _address("workbench:search:search"),
        "undo": _undo(request),
    }


def piles_of(
    request: HttpRequest, more: Mapping[str, QueueFilter] | None = None, *, aged: Collection[str] | None = ()
) -> Mapping[str, Height]:
    """The heights of all tabs, and of the filters in ``more``, counted once per page in one statement.

    ``aged``: whose oldest case the page shows; None for all.
    """
    counted: Mapping[str, Height] | None = getattr(request, "_piles", None)
    if counted is None or not (more or {}).keys() <= counted.keys():
        counted = piles_here(officer_here(request), more or {}, aged=aged)
        request._piles = counted  # type: ignore[attr-defined]  # for this page
    return counted


@cache
def _address(name: str) -> str:
    """An address without parts, asked of the router once: every page names a dozen."""
    return reverse(name)


def queue_url(slug: str) -> str:
    """The address of one queue."""
    if slug == "serah":
        return _address("workbench:issuing:counter")
    return f"{reverse('workbench:applications:queue')}?antrean={slug}"


def _case_tabs(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    officer = officer_here(request)
    piles = piles_of(request)
    return [
        {
            "label": queue.title,
            "url": queue_url(queue.slug),
            "count": piles[queue.slug].count,
            "current": queue.slug == current,
            "key": queue.key,
        }
        for queue in QUEUES
        if has_queue(queue, officer, piles)
    ]


def _account_tab(request: HttpRequest, current: str, count: int | None) -> list[dict[str, Any]]:
    if "verifikator_user" not in officer_here(request).roles:
        return []
    try:
        url = _address("workbench:accounts:queue")
    except NoReverseMatch:
        return []
    return [{"label": _("Akun baru"), "url": url, "count": count, "current": current == "akun", "key": "a"}]


def _beside_tabs(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """The counter, and the calls to make with how many wait."""
    roles = officer_here(request).roles
    tabs = [_counter_tab(_("Loket"), current)] if "petugas_loket" in roles else []
    if roles & {"petugas_loket", "petugas_pengaduan"}:
        url, count = _address("workbench:counter:calls"), calls_waiting()
        tabs.append(
            {"label": _("Telepon"), "url": url, "count": count, "current": current == "telepon", "key": ""}
        )
    return tabs


def _complaint_tab(request: HttpRequest, current: str, count: int | None) -> list[dict[str, Any]]:
    """Complaints that wait for an answer, for the complaints counter and the heads."""
    officer = officer_here(request)
    if officer.roles.isdisjoint(DESK_ROLES):
        return []
    url, count = _address("workbench:complaints:queue"), open_count(officer) if count is None else count
    return [{"label": _("Aduan"), "url": url, "count": count, "current": current == "aduan", "key": ""}]


def _appointment_tab(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """Today's appointments, for whoever receives people; without a count, so that no page pays for it."""
    if officer_here(request).roles.isdisjoint(RECEIVERS):
        return []
    url = _address("workbench:appointments:today")
    return [{"label": _("Jadwal"), "url": url, "count": None, "current": current == "jadwal", "key": "j"}]


def _counter_tab(label: str, current: str) -> dict[str, Any]:
    url = _address("workbench:counter:home")
    return {"label": label, "url": url, "count": None, "current": current == "loket", "key": "o"}


def _late_tab(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """What is late among all that a head answers for."""
    if not officer_here(request).oversees:
        return []
    count, is_here = piles_of(request)[LATE.slug].count, current == LATE.slug
    return [
        {
            "label": LATE.title,
            "url": queue_url(LATE.slug),
            "count": count,
            "current": is_here,
            "key": LATE.key,
        }
    ]


def _lists_tab(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """Lists that are brought in, for the counter and for administrators."""
    if officer_here(request).roles.isdisjoint(IMPORTERS):
        return []
    url = _address("workbench:importing:list")
    return [{"label": _("Daftar"), "url": url, "count": None, "current": current == "daftar", "key": "f"}]


def _recap_tab(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """The recap, for those who answer for figures."""
    if officer_here(request).roles.isdisjoint(HEADS):
        return []
    url = _address("workbench:reports:recap")
    return [{"label": _("Rekap"), "url": url, "count": None, "current": current == "rekap", "key": "m"}]


def _watch_tab(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """Clusters that look like a broker's, for the heads who may see accounts."""
    if officer_here(request).roles.isdisjoint(HEADS):
        return []
    url = _address("workbench:accounts:watch")
    return [
        {"label": _("Pantau calo"), "url": url, "count": None, "current": current == "pantau", "key": "w"}
    ]


def _outage_tab(request: HttpRequest) -> list[dict[str, Any]]:
    """The page on which SIAK or TTE is declared down, for those who may."""
    if officer_here(request).roles.isdisjoint(ASSIGNERS):
        return []
    url = _address("workbench:outage:show")
    return [{"label": _("Gangguan"), "url": url, "count": None, "current": request.path == url, "key": ""}]


def _console_tab(request: HttpRequest) -> list[dict[str, Any]]:
    """The way to the console, for administrators; its address is the one the README promises."""
    if "administrator" not in officer_here(request).roles:
        return []
    return [{"label": _("Kelola"), "url": "/kelola/", "count": None, "current": False, "key": "l"}]


def _undo(request: HttpRequest) -> dict[str, Any] | None:
    reference = request.GET.get(DECIDED, "")
    if not reference:
        return None
    at = clock.now()
    step = undoable_step(reference, actor_id=officer_here(request).actor.id, at=at)
    if step is None:
        return None
    left = UNDO_WINDOW - (at - step.at)
    return {
        "url": reverse("workbench:applications:undo", args=[reference]),
        "sentence": _("%(step)s: %(name)s.")
        % {"step": labels.STEPS[step.move], "name": step.application.subject_name or reference},
        "seconds": max(1, int(left.total_seconds())),
    }
