"""The whole form: parsed once per process, asked by everyone."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from loket.foundation.formkit import answers as whole
from loket.foundation.formkit.forms import StepForm
from loket.foundation.formkit.grouping import Group, group_fields
from loket.foundation.formkit.papers import WantedPaper, offered_papers, paper_questions, wanted_papers
from loket.foundation.formkit.questions import STATEMENTS, Field, Paper, read_fields, read_paper
from loket.foundation.formkit.steps import Step, steps_of
from loket.foundation.formkit.surroundings import Surroundings
from loket.foundation.formkit.words import Words
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Remark

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class FormDefinition:
    """A form with its fields, papers and screens. Equal data parses to equal definitions; never changed."""

    code: str
    title: Words
    fields: tuple[Field, ...]
    paper_list: tuple[Paper, ...]
    groups: tuple[Group, ...]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Parse a complete definition: choice lists, common fields and person fields already resolved.

        Raises KeyError or ValueError for what the catalogue's own check refuses with a sentence.
        """
        fields = read_fields(data["fields"], data["documents"])
        groups = group_fields(
            fields,
            steps=data.get("steps", ()),
            topics=data.get("topics", ()),
            subject=Words.read(data, "subject"),
        )
        return cls(
            code=data["code"],
            title=Words.read(data, "title") or Words.read(data, "name"),
            fields=fields,
            paper_list=tuple(read_paper(paper) for paper in data["documents"]),
            groups=groups,
        )

    @cached_property
    def by_slug(self) -> Mapping[str, Field]:
        """Fields by slug."""
        return {field.slug: field for field in self.fields}

    @cached_property
    def papers_by_slug(self) -> Mapping[str, Paper]:
        """Papers by slug."""
        return {paper.slug: paper for paper in self.paper_list}

    @cached_property
    def questions_of_paper(self) -> Mapping[str, tuple[Field, ...]]:
        """What each paper's screen asks besides the photo, by the paper's slug."""
        return {paper.slug: tuple(paper_questions(paper)) for paper in self.paper_list}

    @cached_property
    def following(self) -> tuple[Field, ...]:
        """The fields whose answer may follow from others: derived ones, and choices that may leave no choice."""
        return tuple(
            field for field in self.fields if field.is_derived or field.slug in whole.MAY_LEAVE_NO_CHOICE
        )

    @cached_property
    def conditional(self) -> Mapping[str, Field]:
        """The fields that only certain answers open, by slug."""
        return {field.slug: field for field in self.fields if field.show_if is not None}

    @cached_property
    def statements(self) -> tuple[Field, ...]:
        """What is declared on the check page, which is no step."""
        return tuple(self.by_slug[slug] for slug in STATEMENTS if slug in self.by_slug)

    def begin(self, prefill: Mapping[str, Any]) -> dict[str, Any]:
        """The first answers of a draft from the account's ``pemohon_*`` values; those are never asked again."""
        return whole.begin(self, prefill)

    def complete(self, answers: Mapping[str, Any], office: Surroundings | None = None) -> dict[str, Any]:
        """The answers with what follows from them, and without those of closed questions."""
        return whole.complete(self, answers, office or _plain_office())

    def steps(
        self,
        answers: Mapping[str, Any],
        *,
        office: Surroundings | None = None,
        switched_on: Container[str] = (),
        is_complete: bool = False,
    ) -> list[Step]:
        """The screens for these answers, numbered; the check page is not among them.

        ``is_complete``: the answers come from ``complete`` for the same office.
        """
        here = office or _plain_office()
        full = answers if is_complete else whole.complete(self, answers, here)
        return steps_of(self, full, here, switched_on)

    def step(
        self,
        key: str,
        answers: Mapping[str, Any],
        *,
        office: Surroundings | None = None,
        switched_on: Container[str] = (),
    ) -> Step | None:
        """One screen by its key, or None when these answers do not open it."""
        every = self.steps(answers, office=office, switched_on=switched_on)
        return next((step for step in every if step.key == key), None)

    def check_form(self, data: Mapping[str, Any] | None = None) -> StepForm:
        """The declarations at the end of the check page."""
        return StepForm(data, definition=self, questions=self.statements, answers={}, office=_plain_office())

    def papers(self, answers: Mapping[str, Any], *, switched_on: Container[str] = ()) -> list[WantedPaper]:
        """The papers these answers call for; ``switched_on``: the office's optional papers."""
        return list(wanted_papers(self.paper_list, answers, switched_on))

    def offered_papers(self, answers: Mapping[str, Any], switched_on: Container[str] = ()) -> Iterable[Paper]:
        """The papers that have a screen."""
        return offered_papers(self.paper_list, answers, switched_on)

    def read_back(
        self,
        answers: Mapping[str, Any],
        *,
        office: Surroundings | None = None,
        switched_on: Container[str] = (),
    ) -> list[tuple[str, str, str]]:
        """Label, text and step key of every answer; an empty key where nothing can be changed."""
        return whole.read_back(self, answers, office or _plain_office(), switched_on)

    def validate_all(
        self,
        answers: Mapping[str, Any],
        *,
        office: Surroundings | None = None,
        switched_on: Container[str] = (),
    ) -> dict[str, str | _StrPromise]:
        """Every mistake by slug, papers' questions included; empty when the application may be sent."""
        return whole.mistakes(self, answers, office or _plain_office(), switched_on)

    def warnings(
        self, answers: Mapping[str, Any], *, today: date, known_regions: Container[str]
    ) -> list[tuple[str, Remark]]:
        """What is odd but allowed, by slug; ``known_regions`` are six-digit prefixes of today's kecamatan."""
        return whole.remarks(self, answers, today=today, known_regions=known_regions)


def _plain_office() -> Surroundings:
    return Surroundings(today=clock.now().date())
