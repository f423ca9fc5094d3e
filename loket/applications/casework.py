"""What stands around a case: notes, links, questions to others, corrections, and who looked at it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from loket.audit.queries import newest_of
from loket.foundation.kernel.errors import Refusal
from loket.staff.labels import ROLES
from loket.tenants.one_row import one_row, some_rows
from loket.tenants.scope import current_tenant

from . import labels
from .finding import case_numbered
from .models import Application, CaseLink, Correction, Note, Opinion, Step
from .models.application import within
from .queries import visible_to
from .rules import Officer

#: So many looks and deeds of the record are shown beside the moves.
_DEEDS_SHOWN = 60
_LONGEST_NUMBER = 8


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the history: a move, a look, a correction."""

    at: datetime
    label: Promise | str
    who: str
    kind: str
    sentence: str = ""
    note: str = ""
    is_look: bool = False


@dataclass(frozen=True, slots=True)
class NoteShown:
    """One note, opened."""

    text: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LinkShown:
    """One linked case as the officer sees it; ``other`` is None when it is not his to see."""

    link: CaseLink
    other: Application | None


@dataclass(frozen=True, slots=True)
class OpinionShown:
    """One question with its answer, opened."""

    opinion: Opinion
    question: str
    answer: str
    asked: str


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    """One answer that was put right, opened."""

    item: str
    before: Any
    after: Any
    correction: Correction


def kinds_around(application: Application) -> frozenset[str]:
    """Which of notes, corrections, opinions and links the case has at all: most have none, and every page asks."""
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, [*[application.pk] * 5, current_tenant().pk])
        found: tuple[bool, ...] = cursor.fetchone()
    return frozenset(kind for kind, present in zip(_KINDS, found, strict=True) if present)


_KINDS = ("notes", "corrections", "opinions", "links")
_AROUND = """
SELECT EXISTS (SELECT 1 FROM applications_note WHERE tenant_id = t.id AND application_id = %s),
       EXISTS (SELECT 1 FROM applications_correction WHERE tenant_id = t.id AND application_id = %s),
       EXISTS (SELECT 1 FROM applications_opinion WHERE tenant_id = t.id AND application_id = %s),
       EXISTS (SELECT 1 FROM applications_caselink WHERE tenant_id = t.id AND unlinked_at IS NULL
               AND (first_id = %s OR second_id = %s))
FROM (SELECT %s::bigint AS id) AS t
"""


def notes_of(application: Application) -> list[NoteShown]:
    """Every note, oldest first."""
    rows = Note.objects.filter(application=application).order_by("id")
    return [NoteShown(application.unseal_text(one.sealed_text), one.author_name, one.at) for one in rows]


def corrections_of(application: Application) -> list[CorrectionShown]:
    """Every correction, oldest first, with what stood there before; empty words once the key is destroyed."""
    rows = Correction.objects.filter(application=application).order_by("id")
    return [
        CorrectionShown(
            one.item, _read(application, one.sealed_before), _read(application, one.sealed_after), one
        )
        for one in rows
    ]


def corrections_told(application: Application) -> list[Correction]:
    """What officers put right, oldest first, as the resident reads it: which question, why, by whom; one statement."""
    rows = some_rows(Correction, application_id=application.pk)
    return sorted(rows, key=lambda one: one.pk)


def _read(application: Application, sealed: bytes | memoryview) -> Any:
    text = application.unseal_text(sealed)
    return json.loads(text) if text else ""


def links_of(application: Application, officer: Officer) -> list[LinkShown]:
    """Links that hold; a case beyond the officer's roles or zone is counted but not named."""
    mine = Q(first=application) | Q(second=application)
    rows = list(CaseLink.objects.filter(mine, unlinked_at=None).order_by("id"))
    others = {row.second_id if row.first_id == application.pk else row.first_id for row in rows}
    seen = (
        visible_to(officer).filter(pk__in=others).select_related("service_version").in_bulk()
        if others
        else {}
    )
    return [
        LinkShown(row, seen.get(row.second_id if row.first_id == application.pk else row.first_id))
        for row in rows
    ]


def link_of(application: Application, pk: int) -> CaseLink | None:
    """A link of this case that holds, with both ends."""
    mine = Q(first=application) | Q(second=application)
    found: CaseLink | None = (
        CaseLink.objects.filter(mine, pk=pk, unlinked_at=None).select_related("first", "second").first()
    )
    return found


def opinions_of(application: Application) -> list[OpinionShown]:
    """Every question about the case with its answer, oldest first."""
    rows = Opinion.objects.filter(application=application).select_related("officer__account").order_by("id")
    return [
        OpinionShown(
            one,
            application.unseal_text(one.sealed_question),
            application.unseal_text(one.sealed_answer) if one.sealed_answer is not None else "",
            one.officer.account.display_name if one.officer else str(ROLES.get(one.role, one.role)),
        )
        for one in rows
    ]


def asked_of(officer: Officer) -> QuerySet[Opinion]:
    """Open questions to the officer or to one of his roles, within his zone, oldest first."""
    rows: QuerySet[Opinion] = Opinion.objects.filter(closed_at=None).filter(
        Q(role__in=sorted(officer.roles)) | Q(officer=officer.membership_id)
    )
    if officer.kecamatan is not None:
        zone = Application.objects.filter(within(officer.kecamatan))
        rows = rows.filter(application__in=zone)
    return rows.exclude(asked_by_id=officer.actor.id).select_related("application").order_by("asked_at", "id")


def asked_pile(officer: Officer) -> tuple[int, datetime | None]:
    """How many questions ``asked_of`` finds and when the oldest was asked; by hand, for the home page."""
    zone = None if officer.kecamatan is None else sorted(officer.kecamatan)
    values: list[Any] = [current_tenant().pk, sorted(officer.roles), officer.membership_id, officer.actor.id]
    with connection.cursor() as cursor:
        cursor.execute(_ASKED_PILE, [*values, zone, zone])
        count, oldest = cursor.fetchone()
    return int(count), oldest


_ASKED_PILE = """
SELECT count(*), min(o.asked_at) FROM applications_opinion o
JOIN applications_application a ON a.tenant_id = o.tenant_id AND a.id = o.application_id
WHERE o.tenant_id = %s AND o.closed_at IS NULL AND (o.role = ANY (%s) OR o.officer_id = %s) AND o.asked_by_id <> %s
  AND (%s::text[] IS NULL OR NOT a.is_routed OR a.kecamatan_code = ANY (%s::text[]))
"""


def is_asked(officer: Officer, opinion: Opinion) -> bool:
    """Whether this question goes to the officer."""
    return opinion.officer_id == officer.membership_id or (
        bool(opinion.role) and opinion.role in officer.roles
    )


def openable_by(officer: Officer, reference: str) -> Application | None:
    """The case with this number if the officer works on it, or was asked about it; else it does not exist."""
    found = case_numbered(officer, reference)
    if found is None and asked_of(officer).filter(application__reference=reference).exists():
        found = one_row(Application, reference=reference)
    return found


def happenings(application: Application, corrections: Iterable[CorrectionShown]) -> list[Happening]:
    """The whole history, oldest first: moves, corrections, and who opened or downloaded what (S1-17)."""
    told = [
        Happening(
            step.at,
            labels.STEPS.get(step.move, step.move),
            step.actor_name,
            step.actor_kind,
            step.sentence,
            step.note,
        )
        for step in some_rows(Step, application_id=application.pk)
    ]
    told += [
        Happening(
            one.correction.at,
            labels.CORRECTED,
            one.correction.actor_name,
            "officer",
            str(labels.CORRECTION_REASONS.get(one.correction.reason_code, "")),
        )
        for one in corrections
    ]
    told += _deeds(application)
    return sorted(told, key=lambda one: one.at)


def _deeds(application: Application) -> list[Happening]:
    rows = newest_of("application", application.reference, list(labels.DEEDS), most=_DEEDS_SHOWN)
    shown: list[Happening] = []
    for entry in rows:
        is_small = bool(entry.detail.get("small") or entry.detail.get("ahead"))
        is_look = entry.action.endswith(("viewed", "compared"))
        label = labels.DEEDS[entry.action]
        same = shown and (shown[-1].label, shown[-1].who) == (label, entry.actor_name)
        if not is_small and not (is_look and same):
            shown.append(Happening(entry.at, label, entry.actor_name, entry.actor_kind, is_look=is_look))
    return shown


def reason_words(words: str) -> str:
    """A reason in the officer's words. Raises ``Refusal`` when it is empty or holds a number of a person."""
    if not words:
        raise Refusal(_("Tulis alasannya dulu."), code="reason_missing", field="sebab")
    if sum(sign.isdigit() for sign in words) > _LONGEST_NUMBER:
        raise Refusal(
            _("Jangan tulis NIK, nomor KK, atau nomor HP di alasan."), code="reason_personal", field="sebab"
        )
    return words
