"""What a person rightly types into any screen of any service, in any of its branches."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from loket.foundation.formkit.conditions import Condition
from loket.foundation.formkit.definition import FormDefinition
from loket.foundation.formkit.questions import Field
from loket.foundation.formkit.steps import Step
from loket.foundation.formkit.surroundings import Surroundings
from loket.foundation.formkit.values import NO, YES, Reading, options

SELF = "diri_sendiri"
_FORMATS = {"time": "08.30", "time-slot": "08.00-10.00", "free": "apa saja"}
#: Ages of children for the two groups that follow from a birth date.
_YEARS = {"0_5": 2, "5_17": 10}
_serial = itertools.count(1)

#: A slug and one answer to it.
Branch = tuple[str, object]


def branches_of(form: FormDefinition, definition: Mapping[str, Any]) -> frozenset[Branch]:
    """Every answer that some condition of this service looks at."""
    conditions = [field.show_if for field in form.fields] + [field.required_if for field in form.fields]
    conditions += [paper.when for paper in form.paper_list]
    visit = definition.get("visit") or {}
    conditions += [Condition.read(visit.get(key)) for key in ("if", "skip_if")]
    conditions += [Condition.read(one) for one in (definition.get("output_when") or {}).values()]
    clauses = [clause for condition in conditions if condition for clause in condition.clauses]
    pairs = {(clause.field, value) for clause in clauses for value in clause.values}
    return frozenset(pair for pair in pairs if _is_offered(form, *pair))


def _is_offered(form: FormDefinition, slug: str, value: object) -> bool:
    """Each service offers its own part of the ways to receive a document."""
    choices = form.by_slug[slug].choices
    return not choices or (len(choices) > 1 and value in {choice.value for choice in choices})


@dataclass
class Person:
    """Answers every question, each time with a branch nobody took yet where there is one."""

    form: FormDefinition
    office: Surroundings
    wanted: frozenset[Branch]
    taken: set[Branch] = field(default_factory=set)
    #: Answers that are settled beforehand.
    settled: dict[str, Any] = field(default_factory=dict)

    def answer(self, question: Field, answers: Mapping[str, Any]) -> Any:
        """What is typed for one question."""
        if question.slug in self.settled:
            return self.settled[question.slug]
        if question.type == "choice":
            return self._choice(question, answers)
        if question.type == "boolean" and question.question:
            truth = self._pick(question, [True, False])
            return YES if truth else NO
        derived = next((one for one in self.form.fields if one.derived_from == question.slug), None)
        if derived is not None:
            group = self._pick(derived, list(_YEARS))
            return (self.office.today - timedelta(days=365 * _YEARS[group])).isoformat()
        return self._plain(question)

    def _choice(self, question: Field, answers: Mapping[str, Any]) -> Any:
        allowed = [value for value, _label in options(question, Reading(answers, self.office))]
        fine = [value for value in allowed if not getattr(question.choice(value), "stop", "")]
        chosen = self._pick(question, fine)
        return [chosen] if question.multiple else chosen

    def _pick(self, question: Field, values: list[Any]) -> Any:
        """A value that a condition waits for and nobody gave yet; else one that none waits for; else the first."""
        fresh = [value for value in values if (question.slug, value) in self.wanted - self.taken]
        watched = any(slug == question.slug for slug, _value in self.wanted)
        other = [value for value in values if (question.slug, value) not in self.wanted] if watched else []
        unused = [value for value in other if (question.slug, value) not in self.taken][:1]
        if any((question.slug, value) in self.taken for value in other):
            unused = []  # one answer that opens nothing is enough
        chosen = (fresh or unused or values)[0]
        self.taken.add((question.slug, chosen))
        return chosen

    def _plain(self, question: Field) -> Any:
        today = self.office.today
        number = next(_serial)
        return {
            "nik": f"51080652{1 + number // 9000 % 9:02d}90{1 + number % 9000:04d}",
            "kk_number": "5108061203150005",
            "name": "I Made Budi",
            "date": {
                "past": (today - timedelta(days=3650 if "lahir" in question.slug else 5)).isoformat(),
                "coming": (today + timedelta(days=9)).isoformat(),
                "any": (today + timedelta(days=60)).isoformat(),
            }[question.timing],
            "place": "Singaraja",
            "region": self._village(question),
            "phone": "0812 3456 7890",
            "email": "budi@contoh.id",
            "money": "Rp 15.000",
            "file": "kunci",
            "boolean": "on",
            "text": _text(question),
        }[question.type]

    def _village(self, question: Field) -> str:
        """The last region of each list, down to the level that is asked; from another province where that may be."""
        code = "" if question.scope == "nation" else self.office.regency
        while code.count(".") + 1 < question.level or not code:
            code = self.office.regions.children(code)[-1][0]
        return code

    def posted(self, step: Step, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The body of a browser's post of one screen, input by input."""
        data: dict[str, Any] = {}
        if step.person is not None:
            names = list(step.form(answers=answers).fields)
            for name, item in zip(names, step.person.items, strict=True):
                data[name] = "WNI" if item.slug == "kewarganegaraan" else self.answer(item, {})
            return data
        for question in step.fields:
            data[question.slug] = self.answer(question, {**answers, **data})
        return data

    @property
    def left(self) -> frozenset[Branch]:
        """Branches that nobody took."""
        return self.wanted - self.taken


def _text(question: Field) -> str:
    kind, _colon, detail = question.format.partition(":")
    if kind == "digits":
        return "1" * int(detail)
    if kind in {"int", "decimal"}:
        low, high = (float(part) for part in detail.split("-"))
        middle = (low + high) / 2
        return str(int(middle)) if kind == "int" else f"{middle:.1f}".replace(".", ",")
    return _FORMATS.get(question.format, "Keterangan yang wajar")


def required_inputs(step: Step, answers: Mapping[str, Any]) -> Iterator[str]:
    """Names of the inputs of a screen that must be filled."""
    for name, bound in step.form(answers=answers).fields.items():
        if not getattr(bound, "is_optional", True):
            yield name
