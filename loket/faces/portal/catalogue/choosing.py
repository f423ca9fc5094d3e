"""The screens of choosing: what happened, then a short question or two, then the service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from loket.catalogue.choosing import Answer, Question, ask
from loket.catalogue.queries import Offer
from loket.foundation.formkit.words import Words


@dataclass(frozen=True)
class Row:
    """One answer as it is shown: where it leads, and what that is."""

    url: str
    icon: str
    label: Words
    help: Words


@dataclass(frozen=True)
class Screen:
    """One question with its answers, and the way back."""

    title: Words
    rows: tuple[Row, ...]
    back: str
    is_first: bool


def screen_of(way: Sequence[str], offers: Mapping[str, Offer]) -> Screen | str | None:
    """The question after these answers, the code of the service they lead to, or None."""
    found = ask(way, offers)
    if not isinstance(found, Question):
        return found
    return Screen(found.title, tuple(_rows(found, way, offers)), address(way[:-1]), is_first=not way)


def address(way: Sequence[str]) -> str:
    """Of the question after these answers."""
    if not way:
        return reverse("portal:catalogue:choose")
    return reverse("portal:catalogue:choose_on", args=["/".join(way)])


def _rows(question: Question, way: Sequence[str], offers: Mapping[str, Offer]) -> Iterator[Row]:
    event = ask((), offers)
    icons = {one.key: one.icon for one in event.answers} if isinstance(event, Question) else {}
    for answer in question.answers:
        yield _row(answer, way, offers, icon=icons.get(way[0], "") if way else "")


def _row(answer: Answer, way: Sequence[str], offers: Mapping[str, Offer], *, icon: str) -> Row:
    if answer.question is not None:
        return Row(address([*way, answer.key]), answer.icon or icon, answer.label, answer.help)
    card = offers[answer.service].card
    url = reverse("portal:catalogue:service", args=[answer.service])
    return Row(url, answer.icon or card.icon, answer.label, answer.help or card.title)
