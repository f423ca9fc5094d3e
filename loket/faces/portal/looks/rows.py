"""Entries of the record as a resident reads them: day, hour, role, what; one line for an hour of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.audit.models import Entry
from loket.audit.queries import looks_at
from loket.staff.labels import ROLES
from loket.staff.models import Membership
from loket.staff.queries import members_by_account
from loket.tenants.scope import current_tenant

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_DATA, _PHOTO = gettext_lazy("data"), gettext_lazy("foto")
_DECIDED, _WORKED = gettext_lazy("diputuskan"), gettext_lazy("dikerjakan")
#: What each look showed; a decision and work on it are looks too.
OF_CASE: dict[str, _StrPromise] = {
    "applications.viewed": _DATA,
    "applications.looked_up": gettext_lazy("status saja"),
    "applications.lookalikes_viewed": _DATA,
    "applications.compared": _PHOTO,
    "applications.paper_viewed": _PHOTO,
    "applications.paper_downloaded": gettext_lazy("foto diunduh"),
    "applications.sheet_printed": gettext_lazy("data dicetak"),
    "issuing.counter_viewed": _DATA,
    "applications.claim": _DATA,
    **dict.fromkeys(
        ("applications.approve", "applications.return_for_correction", "applications.reject"), _DECIDED
    ),
    **dict.fromkeys(
        ("applications.take_into_process", "applications.start_production", "applications.mark_ready"),
        _WORKED,
    ),
}
OF_ACCOUNT: dict[str, _StrPromise] = {
    "residents.view": _DATA,
    "residents.view_beside": _DATA,
    "residents.view_paper": _PHOTO,
    **dict.fromkeys(
        (
            "residents.verify",
            "residents.verify_at_counter",
            "residents.return_for_repair",
            "residents.cancel",
        ),
        _DECIDED,
    ),
}
#: Entries read for one page; an hour of one officer is one line of it.
READ = 60


@dataclass(slots=True)
class Look:
    """One line."""

    #: The hour, on the office's clock.
    at: datetime
    who: str
    #: "data", "foto", "foto diunduh", each once.
    what: list[str]


@dataclass(frozen=True, slots=True)
class Page:
    """Newest first; ``older`` is the number before which the next page begins, or None."""

    looks: list[Look]
    older: int | None


def page_of(words: dict[str, _StrPromise], obj_type: str, obj_ref: str, *, before: int | None) -> Page:
    """The looks at one thing; three queries at most, however many there are."""
    entries = looks_at(obj_type, obj_ref, list(words), before=before, most=READ + 1)
    shown = entries[:READ]
    return Page(_lines(shown, words), shown[-1].pk if len(entries) > READ else None)


def _lines(entries: Sequence[Entry], words: dict[str, _StrPromise]) -> list[Look]:
    zone = current_tenant().zone
    acting = {entry.actor_id for entry in entries if entry.actor_kind == "officer" and entry.actor_id}
    officers = members_by_account(acting)
    lines: dict[tuple[datetime, str], Look] = {}
    for entry in entries:
        hour = entry.at.astimezone(zone).replace(minute=0, second=0, microsecond=0)
        line = lines.setdefault(
            (hour, f"{entry.actor_kind} {entry.actor_id}"), Look(hour, _who(entry, officers), [])
        )
        what = str(words[entry.action])
        if what not in line.what:
            line.what.append(what)
    return list(lines.values())


def _who(entry: Entry, officers: dict[str, Membership]) -> str:
    """The role; with the name where this dinas names its officers."""
    if entry.actor_kind == "visitor":
        return _("Orang yang tahu nomor permohonan dan 4 angka HP Anda")
    member = officers.get(entry.actor_id)
    role = ", ".join(str(ROLES.get(slug, slug)) for slug in member.roles) if member else _("Petugas")
    return f"{entry.actor_name} ({role})" if current_tenant().names_officers and entry.actor_name else role
