"""Which papers an application needs, given its answers and what the office switched on."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from loket.foundation.formkit.questions import Choice, Field, Paper
from loket.foundation.formkit.values import NO, YES
from loket.foundation.formkit.words import Words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """A paper this application may need.

    ``required``: it must be sent. ``undecided``: the question whether there is one was not answered yet.
    """

    paper: Paper
    required: bool
    undecided: bool

    @property
    def slug(self) -> str:
        """The document slug, which is also the name of the file input."""
        return self.paper.slug

    @property
    def accepted_slugs(self) -> tuple[str, ...]:
        """The paper's own slug and those of its alternatives."""
        return (self.paper.slug, *(one.slug for one in self.paper.alternatives))


def wanted_papers(
    papers: Sequence[Paper], answers: Mapping[str, Any], switched_on: Container[str]
) -> Iterator[WantedPaper]:
    """Papers in catalogue order; a paper answered with "tidak" is left out.

    ``switched_on`` holds slugs of the office's optional papers. Forms that the answers themselves make
    (``generated``) are never asked for.
    """
    for paper in offered_papers(papers, answers, switched_on):
        answer = answers.get(paper.question_slug) if paper.asks else YES
        if answer != NO:
            yield WantedPaper(paper, required=answer == YES, undecided=answer != YES)


def offered_papers(
    papers: Sequence[Paper], answers: Mapping[str, Any], switched_on: Container[str]
) -> Iterator[Paper]:
    """Papers that have a screen, whatever was answered on it."""
    for paper in papers:
        off = paper.by_office and paper.slug not in switched_on
        if not off and not paper.generated and (paper.when is None or paper.when.holds(answers)):
            yield paper


def paper_questions(paper: Paper) -> list[Field]:
    """What a paper's screen asks besides the photo: is there one, and which of the alternatives."""
    questions = []
    if paper.asks:
        questions.append(_whether(paper))
    if paper.alternatives:
        kinds = [(paper.slug, paper.label), *((one.slug, one.label) for one in paper.alternatives)]
        questions.append(_choice(paper.kind_slug, _("Kertas yang Anda kirim"), kinds))
    return questions


def _whether(paper: Paper) -> Field:
    """The question before the photo: the catalogue's own words, else a plain one with the reason below it."""
    asked = paper.question or Words("Apakah Anda punya ini?", "Do you have this?")
    field = _choice(paper.question_slug, asked, ((YES, _("Ya")), (NO, _("Tidak"))))
    return field if paper.question else replace(field, help=_sentence(paper.reason))


def _sentence(words: Words) -> Words:
    """A condition's note ("bila menumpang") as a sentence of its own."""
    return Words(*(f"{text[:1].upper()}{text[1:]}." if text else "" for text in (words.id, words.en)))


def _choice(
    slug: str,
    label: Words | _StrPromise,
    options: Sequence[tuple[str, Words | _StrPromise]],
) -> Field:
    choices = tuple(Choice(value, words) for value, words in options)  # type: ignore[arg-type]  # str()-able
    return Field(slug, label, "choice", required=True, choices=choices)  # type: ignore[arg-type]  # str()-able
