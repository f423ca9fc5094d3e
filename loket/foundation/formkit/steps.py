"""Screens of a form in their order, for the answers given so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from loket.foundation.formkit import answers as whole
from loket.foundation.formkit.forms import StepForm
from loket.foundation.formkit.grouping import Group
from loket.foundation.formkit.person_screens import PersonScreen, screens_of
from loket.foundation.formkit.questions import DELIVERY, Field, Paper
from loket.foundation.formkit.surroundings import Surroundings
from loket.foundation.formkit.words import Words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from loket.foundation.formkit.definition import FormDefinition


#: What can be put into words: a definition's, the program's own, or words already.
Heading: TypeAlias = "Words | _StrPromise | str"


@dataclass(frozen=True)
class Step:
    """One screen: at most three questions of one topic, one person of a list, or one paper.

    ``number`` counts from 1.
    """

    key: str
    #: Put into the reader's language where it is shown: of all screens only one is.
    heading: Heading
    fields: tuple[Field, ...]
    paper: Paper | None
    number: int
    total: int
    definition: FormDefinition
    office: Surroundings
    #: Of a list of people, the one this screen is about.
    person: PersonScreen | None = None

    @property
    def title(self) -> str:
        """The heading in the reader's language."""
        return str(self.heading)

    @property
    def lead(self) -> str:
        """What is said under the title."""
        return self.person.lead if self.person else ""

    def has_gap(self, answers: Mapping[str, Any]) -> bool:
        """Whether the kept answers lack something of the person this screen is about."""
        return self.person is not None and self.person.has_gap(answers, self.office)

    def form(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        answers: Mapping[str, Any],
        prefill: Mapping[str, Any] | None = None,
        office: Surroundings | None = None,
    ) -> StepForm:
        """The screen's Django form; ``answers`` are those given so far, ``prefill`` proposals for the rest."""
        return StepForm(
            data,
            definition=self.definition,
            questions=self.fields,
            answers={**(prefill or {}), **answers},
            office=office or self.office,
            person=self.person,
        )


#: Between the key of a screen and the question that stands alone in simple mode.
APART = "--"
#: Key, heading, questions, paper and person of a screen that has no number yet.
_Screen = tuple[str, Heading, tuple[Field, ...], Paper | None, PersonScreen | None]


def steps_of(
    form: FormDefinition, full: Mapping[str, Any], office: Surroundings, switched_on: Container[str]
) -> list[Step]:
    """The screens that these answers (``complete``) open; papers stand before the questions about delivery."""
    before: list[_Screen] = []
    after: list[_Screen] = []
    asked = list(_asked(form, full, office))
    headings = _headings([group for group, _fields in asked])
    for group, fields in asked:
        late = group.slugs[0] in DELIVERY or fields[0].prefilled
        screens = _screens(group, headings[group.key], fields, full)
        (after if late else before).extend(_one_each(screens) if office.one_each else screens)
    papers: list[_Screen] = [
        (
            f"kertas-{paper.slug.replace('_', '-')}",
            paper.title,
            form.questions_of_paper[paper.slug],
            paper,
            None,
        )
        for paper in form.offered_papers(full, switched_on)
    ]
    return _numbered(form, office, [*before, *papers, *after])


def _asked(
    form: FormDefinition, full: Mapping[str, Any], office: Surroundings
) -> Iterator[tuple[Group, tuple[Field, ...]]]:
    """The groups that these answers open, each with the questions that are asked."""
    for group in form.groups:
        known = (form.by_slug[slug] for slug in group.slugs)
        fields = tuple(field for field in known if whole.is_asked(form, field, full, office))
        if fields:
            yield group, fields


def _headings(groups: Sequence[Group]) -> dict[str, Heading]:
    """Headings by the key of the group. A topic cut into several screens counts those that are shown."""
    cut = [str(group.title) for group in groups if group.parts > 1]
    counted: Counter[str] = Counter()
    headings: dict[str, Heading] = {}
    for group in groups:
        headings[group.key] = group.title
        if group.parts > 1 and cut.count(title := str(group.title)) > 1:
            counted[title] += 1
            headings[group.key] = f"{title} ({counted[title]}/{cut.count(title)})"
    return headings


def _screens(
    group: Group, heading: Heading, fields: Sequence[Field], answers: Mapping[str, Any]
) -> Iterator[_Screen]:
    """The questions of a group on one screen; each person of a list on screens of his own."""
    plain = tuple(field for field in fields if field.type != "person-list")
    if plain:
        yield group.key, heading, plain, None, None
    for field in fields:
        if field.type == "person-list":
            for person in screens_of(field, answers):
                yield f"{group.list_key(field.slug)}-{person.key_end}", person.title, (field,), None, person


def _one_each(screens: Iterator[_Screen]) -> Iterator[_Screen]:
    """Simple mode: each question of a screen on a screen of its own; a person of a list stays together."""
    for key, heading, fields, paper, person in screens:
        if len(fields) == 1 or person is not None:
            yield key, heading, fields, paper, person
            continue
        for field in fields:
            yield f"{key}{APART}{field.slug}", heading, (field,), paper, person


def seen(step: Step, keys: Container[str]) -> bool:
    """Whether the screen was saved, in either mode: whole, or question by question."""
    if step.key in keys:
        return True
    whole_key, apart, _slug = step.key.partition(APART)
    if apart:
        return whole_key in keys
    return len(step.fields) > 1 and all(f"{step.key}{APART}{field.slug}" in keys for field in step.fields)


def _numbered(form: FormDefinition, office: Surroundings, rows: Sequence[_Screen]) -> list[Step]:
    return [
        Step(key, heading, fields, paper, number, len(rows), definition=form, office=office, person=person)
        for number, (key, heading, fields, paper, person) in enumerate(rows, start=1)
    ]
