"""Which kept papers and answers fit an application: about the same person, and young enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from loket.residents.locker import Kept, Known, known_answers, papers_to_offer
from loket.residents.locker_rules import ANSWERS, HOUSEHOLD, KINDS, SELF

from . import completeness, facts
from .models import Application
from .surroundings import office_now


def about_whom(slug: str, answers: Mapping[str, Any]) -> bytes | None:
    """The keyed hash of the person (or household) that this paper is about in these complete answers.

    None where that cannot be told for sure: a paper is then neither kept nor offered.
    """
    kind = KINDS.get(slug)
    if kind is None:
        return None
    if kind.about == HOUSEHOLD:
        return facts.hash_of(facts.household_of(answers))
    if kind.about == SELF:
        own = answers.get("peran_pemohon") == facts.SELF
        return facts.hash_of(str(answers.get("pemohon_nik") or "")) if own else None
    return facts.hash_of(str(answers.get("subjek_nik") or "") or _own_passport(answers))


def _own_passport(answers: Mapping[str, Any]) -> str:
    """The mark of a foreigner without a NIK who applies for himself; empty for everybody else."""
    without = not answers.get("pemohon_nik") and answers.get("pemohon_paspor")
    return facts.own_number(answers) if without and answers.get("peran_pemohon") == facts.SELF else ""


def papers_for(application: Application, answers: Mapping[str, Any]) -> dict[str, Kept]:
    """By the slug of a wanted paper, the kept paper of the same kind about the same person. One query.

    ``answers`` are complete.
    """
    form = application.service_version.form
    wanted = form.papers(answers, switched_on=completeness.papers_switched_on(application))
    asked = {
        (paper.slug, one): about_whom(one, answers)
        for paper in wanted
        for one in paper.accepted_slugs
        if one in KINDS
    }
    if not any(asked.values()):
        return {}
    offered = papers_to_offer(application.applicant)
    found: dict[str, Kept] = {}
    for (slug, one), about in asked.items():
        if about is not None and (one, about) in offered:
            found.setdefault(slug, offered[(one, about)])
    return found


def answers_for(application: Application, slugs: Iterable[str]) -> dict[str, Known]:
    """Of these questions, those that were answered before about the same person. One query, or none.

    Nothing where the person is not known yet, or has no NIK.
    """
    about, asked = application.subject_hash, ANSWERS & set(slugs)
    if about is None or not asked:
        return {}
    known = known_answers(application.applicant, bytes(about))
    return {slug: one for slug, one in known.items() if slug in asked}


def answers_to_keep(application: Application) -> dict[str, Any]:
    """Of a checked application, what stays true for its subject; nothing marked as specific personal data."""
    form = application.service_version.form
    full = form.complete(application.read_answers(), office_now())
    return {
        slug: full[slug]
        for slug in sorted(ANSWERS & set(form.by_slug))
        if full.get(slug) and not form.by_slug[slug].sensitive
    }
