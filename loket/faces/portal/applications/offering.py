"""What a screen offers instead of typing: people of the family, a paper that was checked before, known answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest

from loket.applications import locker_match
from loket.applications.actions.reuse_papers import reuse_papers
from loket.applications.actions.save_answers import save_answers
from loket.applications.actions.use_paper import use_paper
from loket.applications.persons import Somebody, fill_prefix, fill_row, prefix_of, role_towards
from loket.foundation.formkit.grouping import WHO
from loket.foundation.formkit.person_screens import kept_rows
from loket.foundation.formkit.steps import Step
from loket.foundation.formkit.values import YES
from loket.residents.labels import FAMILY
from loket.residents.locker import Kept, family_of
from loket.residents.models import FamilyMember, Resident

from ..gate import sitting_here
from .journey import SEEN, Journey

#: Names of the buttons.
PICK, USE = "keluarga", "pakai_foto"
_SUBJECT = "subjek"


@dataclass(frozen=True, slots=True)
class Choice:
    """One person of the family as a button."""

    value: str
    name: str
    word: str


def allowed(request: HttpRequest) -> bool:
    """Only the resident himself is offered what he keeps: not the helper or officer who types for him."""
    return sitting_here(request) is None


def family_for(journey: Journey, step: Step) -> list[Choice]:
    """People of the family who may be picked on this screen; one query, none where nobody is asked about."""
    if not _asks_person(journey, step):
        return []
    taken = _taken(journey, step)
    return [
        Choice(str(one.public_id), str(one.name), str(FAMILY.get(one.relation, "")))
        for one in family_of(journey.application.applicant)
        if _fits(step, one) and not (one.nik and str(one.nik) in taken)
    ]


def _asks_person(journey: Journey, step: Step) -> bool:
    if step.person is not None:
        return bool({"nik", "nama"} & {item.slug for item in step.person.items})
    if _is_who(step):
        return f"{_SUBJECT}_nama" in journey.form.by_slug
    return step.paper is None and bool(prefix_of(step))


def _is_who(step: Step) -> bool:
    return any(question.slug == WHO for question in step.fields)


def _fits(step: Step, member: FamilyMember) -> bool:
    return not _is_who(step) or bool(_role(step, member))


def _role(step: Step, member: FamilyMember) -> str:
    question = next(one for one in step.fields if one.slug == WHO)
    offered = [choice.value for choice in question.choices if not choice.stop]
    return role_towards(member.relation, same_kk=member.same_kk, offered=offered)


def _taken(journey: Journey, step: Step) -> set[str]:
    """NIKs of the people who stand on this list already."""
    if step.person is None:
        return set()
    return {str(row.get("nik") or "") for row in kept_rows(step.person.question, journey.answers)}


def pick(request: HttpRequest, journey: Journey, step: Step, *, edition: str) -> bool:
    """Fill in the person whose button was pressed, beside what else was typed; True when the screen is done.

    Raises ``Http404`` for somebody who is not offered here, and ``StaleForm``.
    """
    wanted = request.POST.get(PICK, "")
    choices = {choice.value for choice in family_for(journey, step)} if allowed(request) else set()
    if wanted not in choices:
        raise Http404
    resident = journey.application.applicant
    member = next(one for one in family_of(resident) if str(one.public_id) == wanted)
    person = somebody(member, resident)
    form = step.form(request.POST, answers=journey.answers)
    form.is_valid()
    answers = dict(form.cleaned_data)
    if _is_who(step):
        known = journey.answers.get(SEEN, [])
        answers = {WHO: _role(step, member), **fill_prefix(_SUBJECT, person, journey.form.by_slug)}
        answers[SEEN] = [*known, step.key] if step.key not in known else known
    elif step.person is not None:
        answers = _with_row(journey, step, answers, person)
    else:
        answers |= fill_prefix(prefix_of(step), person, journey.form.by_slug)
    journey.application = save_answers(journey.application, answers, edition=edition)
    reuse_papers(journey.application)
    return _is_who(step)


def _with_row(journey: Journey, step: Step, answers: dict[str, Any], person: Somebody) -> dict[str, Any]:
    if step.person is None:
        return answers
    question, number = step.person.question, step.person.number
    rows = kept_rows(question, {**journey.answers, **answers})
    rows += [{} for _row in range(len(rows), number + 1)]
    rows[number] |= fill_row(question.items, person)
    return {question.slug: rows}


def somebody(member: FamilyMember, resident: Resident) -> Somebody:
    """A person of the family list as forms know people; on the same KK he has the resident's nomor KK."""
    return Somebody(
        str(member.name),
        str(member.nik),
        str(resident.nomor_kk) if member.same_kk else "",
        str(member.birth_date),
        member.relation,
    )


def paper_for(journey: Journey, step: Step) -> Kept | None:
    """The checked paper that may be used on this screen; one query, none where a photo is there already."""
    if step.paper is None or journey.papers.get(step.paper.slug):
        return None
    return locker_match.papers_for(journey.application, journey.answers).get(step.paper.slug)


def take_kept(request: HttpRequest, journey: Journey, step: Step, *, edition: str) -> None:
    """The button "Pakai": attach the kept paper and count the screen as done.

    Raises ``Http404`` where nothing may be used, ``NotInLocker`` and ``StaleForm``.
    """
    if step.paper is None or not allowed(request):
        raise Http404
    kept = paper_for(journey, step)
    use_paper(journey.application, step.paper.slug)
    known = journey.answers.get(SEEN, [])
    answers: dict[str, Any] = {SEEN: [*known, step.key] if step.key not in known else known}
    names = {question.slug for question in step.fields}
    if step.paper.question_slug in names:
        answers[step.paper.question_slug] = YES
    if step.paper.kind_slug in names and kept is not None:
        answers[step.paper.kind_slug] = kept.slug
    journey.application = save_answers(journey.application, answers, edition=edition)


def recalled(journey: Journey, step: Step) -> tuple[dict[str, Any], datetime | None]:
    """Proposals for what was not answered yet, from approved applications about the same person, and their date."""
    open_slugs = [one.slug for one in step.fields if one.slug not in journey.answers]
    known = locker_match.answers_for(journey.application, open_slugs) if _unseen(journey, step) else {}
    dates: Iterable[datetime] = (one.checked_at for one in known.values())
    return {slug: one.value for slug, one in known.items()}, max(dates, default=None)


def _unseen(journey: Journey, step: Step) -> bool:
    return step.key not in journey.answers.get(SEEN, ())
