"""From what happened to somebody to the service: life events, short questions, everyday words. No database.

The questions stand in ``data/choosing.yaml``. A dinas offers only its open services: answers that lead to none
of them are left out, and a question with one answer left is not asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from loket.catalogue.yaml_reading import read_yaml
from loket.foundation.formkit.words import Words
from loket.foundation.kernel.names import normalised

#: Words from this length on are also found by their beginning ("kelahir").
_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: it leads to a service, or to the next question."""

    key: str
    label: Words
    help: Words
    icon: str
    service: str = ""
    question: Question | None = None

    @property
    def services(self) -> frozenset[str]:
        """Codes that can be reached from here."""
        if self.question is None:
            return frozenset({self.service})
        return frozenset().union(*(answer.services for answer in self.question.answers))


@dataclass(frozen=True, slots=True)
class Question:
    """One short question with its answers."""

    title: Words
    answers: tuple[Answer, ...]


def ask(way: Sequence[str], open_codes: Collection[str]) -> Question | str | None:
    """The question after the answers ``way``, or the code of the service they lead to.

    None for a way that does not exist where only ``open_codes`` are offered.
    """
    here: Question | str | None = _narrowed(first_question(), open_codes)
    for key in way:
        if not isinstance(here, Question):
            return None
        answer = next((one for one in here.answers if one.key == key), None)
        here = None if answer is None else answer.question or answer.service
    return here


def first_question() -> Question:
    """What happened? The life events, with everything behind them."""
    return _questions()


def _narrowed(question: Question, open_codes: Collection[str]) -> Question:
    kept = tuple(
        _shortened(answer, open_codes) for answer in question.answers if answer.services & {*open_codes}
    )
    return replace(question, answers=kept)


def _shortened(answer: Answer, open_codes: Collection[str]) -> Answer:
    if answer.question is None:
        return answer
    question = _narrowed(answer.question, open_codes)
    only = question.answers[0] if len(question.answers) == 1 else None
    if only is not None:
        return replace(answer, question=only.question, service=only.service)
    return replace(answer, question=question)


def found(texts: Mapping[str, str], wanted: str) -> list[str]:
    """Keys of the texts in which the most of the words searched for occur, in any of their everyday forms.

    The order of ``texts`` is kept. Words that say nothing ("mau", "bikin") count only when nothing else is said.
    """
    words = [word for word in _words(wanted) if word not in _idle()] or _words(wanted)
    if not words:
        return list(texts)
    known = {key: _words(text) for key, text in texts.items()}
    hits = {key: sum(_occurs(word, tokens) for word in words) for key, tokens in known.items()}
    most = max(hits.values(), default=0)
    return [key for key, count in hits.items() if count == most] if most else []


def _occurs(word: str, tokens: Collection[str]) -> bool:
    forms = _forms().get(word, frozenset({word}))
    return any(
        token == form or (len(form) >= _BEGINNING and token.startswith(form))
        for form in forms
        for token in tokens
    )


def _words(text: str) -> list[str]:
    return normalised(text.replace("-", " ").replace("/", " ")).split()


@cache
def _forms() -> Mapping[str, frozenset[str]]:
    """Every single word of speech with all words that mean the same."""
    forms: dict[str, frozenset[str]] = {}
    for row in _data()["alike"]:
        alike = frozenset(word for said in row for word in _words(said) if len(_words(said)) == 1)
        for word in alike:
            forms[word] = forms.get(word, frozenset()) | alike
    return forms


@cache
def _idle() -> frozenset[str]:
    return frozenset(word for said in _data()["idle"] for word in _words(said))


@cache
def _data() -> Mapping[str, Any]:
    path = Path(str(files("loket.catalogue") / "data" / "choosing.yaml"))
    data: Mapping[str, Any] = read_yaml(path.read_text(encoding="utf-8")).data
    return data


@cache
def _questions() -> Question:
    return _read_question(_data())


def _read_question(row: Mapping[str, Any]) -> Question:
    return Question(Words.read(row, "question"), tuple(_read_answers(row["answers"])))


def _read_answers(rows: Iterable[Mapping[str, Any]]) -> Iterator[Answer]:
    for row in rows:
        question = _read_question(row) if "answers" in row else None
        yield Answer(
            key=row["key"],
            label=Words.read(row, "label"),
            help=Words.read(row, "help"),
            icon=row.get("icon", ""),
            service=row.get("service", ""),
            question=question,
        )
