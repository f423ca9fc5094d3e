"""What stands around the case on its page: look-alikes, notes, links, questions, the talk, the whole history."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from django.http import HttpRequest

from loket.applications import casework
from loket.applications.models import Application
from loket.applications.policies import ASSIGNERS, Officer, is_own_case, may_assign, may_correct
from loket.complaints.policies import is_shown_on_case, may_report_fault
from loket.complaints.queries import of_case
from loket.complaints.rules import DESK_ROLES
from loket.conversations.queries import posts_of, replies
from loket.intake.queries import is_helper
from loket.staff.labels import ROLES
from loket.staff.queries import active_team, kecamatan_by_zone, officers_with, roles_held
from loket.tenants.scope import current_tenant

#: Who is asked for an opinion, besides a colleague by name: those who answer for a field of work.
_ASKED = (
    "kasi_dafduk",
    "kasi_capil",
    "kabid_capil",
    "kabid_piak",
    "kepala_dinas",
    "adb_konsolidasi",
    "verifikator_layanan",
)


_KEPT_SECONDS = 60.0
_held: dict[int, Askable] = {}


def around(request: HttpRequest, case: Application, officer: Officer) -> dict[str, Any]:
    """Context of everything beside answers, papers and decision; five short queries where nothing was added."""
    kinds = casework.kinds_around(case)
    corrections = casework.corrections_of(case) if "corrections" in kinds else []
    posts = posts_of(case)
    opinions = casework.opinions_of(case) if "opinions" in kinds else []
    return {
        "notes": casework.notes_of(case) if "notes" in kinds else [],
        "corrections": corrections,
        "links": casework.links_of(case, officer) if "links" in kinds else [],
        "opinions": opinions,
        "asked_here": [one for one in opinions if _is_open_for(officer, one)],
        "posts": posts,
        "unread": sum(1 for post in posts if post.by_resident and post.seen_at is None),
        "sent_key": uuid.uuid4(),
        "replies": replies(),
        "complaints": [one for one in of_case(case) if is_shown_on_case(officer, one)],
        "reads_complaints": not officer.roles.isdisjoint(DESK_ROLES),
        "may_report_fault": may_report_fault(officer, case) is None,
        "happenings": casework.happenings(case, corrections),
        "may_correct": may_correct(officer, case) is None,
        "may_write": not is_own_case(officer, case),
        "asked_roles": askable().roles,
        "asked_people": _colleagues_to_ask(case, officer),
        "colleagues": _colleagues(case, officer),
        "actor_id": officer.actor.id,
    }


@dataclass(frozen=True, slots=True)
class Colleague:
    """An officer who can be asked by name; ``kecamatan`` None: he sees every case."""

    membership_id: int
    public_id: str
    name: str
    kecamatan: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Askable:
    """Whom an officer of this dinas may ask for an opinion, as it was at ``since`` (seconds of a steady clock)."""

    since: float
    roles: Mapping[str, Any]
    colleagues: tuple[Colleague, ...]


def askable() -> Askable:
    """Roles that somebody here holds and that are asked for opinions, and colleagues by name; kept a minute."""
    key = current_tenant().pk
    kept = _held.get(key)
    if kept is None or monotonic() - kept.since > _KEPT_SECONDS:
        held = roles_held()
        roles = {role: ROLES[role] for role in _ASKED if role in held}
        kept = _held[key] = Askable(monotonic(), roles, _who_can_be_asked())
    return kept


def _who_can_be_asked() -> tuple[Colleague, ...]:
    """Active officers by name; those who only help residents to type are asked nothing."""
    zones = kecamatan_by_zone()
    return tuple(
        Colleague(
            one.pk,
            str(one.public_id),
            one.account.display_name,
            zones.get(one.zone_id, frozenset()) if one.zone_id is not None else None,
        )
        for one in active_team()
        if one.roles and not is_helper(one)
    )


def _colleagues_to_ask(case: Application, officer: Officer) -> list[Colleague]:
    """Everybody else who may open cases of this kecamatan."""
    return [
        one
        for one in askable().colleagues
        if one.membership_id != officer.membership_id
        and (one.kecamatan is None or not case.is_routed or case.kecamatan_code in one.kecamatan)
    ]


def _is_open_for(officer: Officer, shown: casework.OpinionShown) -> bool:
    opinion = shown.opinion
    mine = opinion.asked_by_id == officer.actor.id
    return opinion.closed_at is None and not mine and casework.is_asked(officer, opinion)


def _colleagues(case: Application, officer: Officer) -> list[tuple[str, str]]:
    """Whom a head may hand the case to; nothing for the others."""
    if officer.roles.isdisjoint(ASSIGNERS) or may_assign(officer, case) is not None:
        return []
    members = officers_with(case.verify_role).exclude(pk=case.assignee_id or 0)
    named = members.values_list("public_id", "account__display_name")
    return [(str(key), name) for key, name in named[:50]]
