"""The way through one application: its screens in order, which are done, where to go on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from loket.applications import completeness
from loket.applications.models import Application, Attachment
from loket.applications.models.attachment import AttachmentSource
from loket.applications.queries import papers_in_force
from loket.applications.surroundings import office_now
from loket.foundation.formkit.definition import FormDefinition
from loket.foundation.formkit.grouping import SUBJECT, WHO
from loket.foundation.formkit.steps import Step, seen
from loket.foundation.formkit.surroundings import Surroundings

#: Keys of the screens that were saved once; kept among the answers so that a draft goes on anywhere.
SEEN = "_langkah"


@dataclass
class Journey:
    """One application's screens for the answers given so far; reads answers and papers once."""

    application: Application
    #: Simple mode: one question on each screen.
    one_each: bool = False

    def after_saving(self, step: Step) -> Journey:
        """The way as it is now that ``step`` was saved; what that cannot have changed is not read again."""
        fresh = Journey(self.application, self.one_each)
        if step.paper is None and not ({WHO, *SUBJECT} & {question.slug for question in step.fields}):
            fresh.__dict__["papers"] = self.papers
        return fresh

    @cached_property
    def form(self) -> FormDefinition:
        """The form of the version the application was made with."""
        form: FormDefinition = self.application.service_version.form
        return form

    @cached_property
    def office(self) -> Surroundings:
        """The dinas today."""
        return replace(office_now(), one_each=self.one_each)

    @cached_property
    def answers(self) -> dict[str, Any]:
        """Answers with what follows from them."""
        return self.form.complete(self.application.read_answers(), self.office)

    @cached_property
    def switched_on(self) -> frozenset[str]:
        """Optional papers of this dinas."""
        return completeness.papers_switched_on(self.application)

    @cached_property
    def papers(self) -> dict[str, list[Attachment]]:
        """Photos in force by paper."""
        found: dict[str, list[Attachment]] = {}
        for row in papers_in_force(self.application):
            found.setdefault(row.slug, []).append(row)
        return found

    @cached_property
    def every(self) -> list[Step]:
        """All screens, also those the account has answered already."""
        return self.form.steps(
            self.answers, office=self.office, switched_on=self.switched_on, is_complete=True
        )

    @cached_property
    def walk(self) -> list[Step]:
        """The screens the resident is led through: without papers that the account gave (rule 5)."""
        return [step for step in self.every if not self._given_by_account(step)]

    @property
    def total(self) -> int:
        """Screens of the walk and the check page."""
        return len(self.walk) + 1

    def step(self, key: str) -> Step | None:
        """One screen by its key."""
        return next((step for step in self.every if step.key == key), None)

    def number(self, step: Step) -> int:
        """Its place in the walk; a screen beside the walk stands where it would be."""
        before = [other for other in self.walk if other.number <= step.number]
        return max(len(before), 1)

    def after(self, step: Step) -> Step | None:
        """The next screen of the walk, or None for the check page; a person left blank has no screen any more."""
        least = step.number + (1 if self.step(step.key) else 0)
        return next((other for other in self.walk if other.number >= least), None)

    def last_person(self, step: Step) -> Step | None:
        """The last screen of the list of people that ``step`` belongs to."""
        return next(
            (other for other in reversed(self.walk) if other.person and other.fields == step.fields), None
        )

    def before(self, step: Step) -> Step | None:
        """The screen of the walk before this one."""
        earlier = [other for other in self.walk if other.number < step.number]
        return earlier[-1] if earlier else None

    def next_open(self) -> Step | None:
        """Where a draft goes on: the first screen that was not saved yet or whose paper is missing."""
        return next((step for step in self.walk if not self._is_done(step)), None)

    def _is_done(self, step: Step) -> bool:
        if not seen(step, self.answers.get(SEEN, ())) or step.has_gap(self.answers):
            return False
        return step.paper is None or not self.needs_photo(step)

    def needs_photo(self, step: Step) -> bool:
        """Whether the paper of this screen must be sent and is not there."""
        if step.paper is None or self.papers.get(step.paper.slug):
            return False
        wanted = self.form.papers(self.answers, switched_on=self.switched_on)
        return any(paper.slug == step.paper.slug and paper.required for paper in wanted)

    def _given_by_account(self, step: Step) -> bool:
        rows = self.papers.get(step.paper.slug, []) if step.paper else []
        return bool(rows) and all(row.source == AttachmentSource.ACCOUNT for row in rows)
