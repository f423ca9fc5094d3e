"""Conditions of fields and papers: ``{field, in: [...]}`` or ``{any: [...]}``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Clause:
    """True when a field's answer (or one of several ticked) is among ``values``."""

    field: str
    values: tuple[object, ...]

    def holds(self, answer: object) -> bool:
        if isinstance(answer, list | tuple):
            return any(one in self.values for one in answer)
        return answer is not None and answer in self.values


@dataclass(frozen=True, slots=True)
class Condition:
    """True when any of its clauses is."""

    clauses: tuple[Clause, ...]

    @classmethod
    def read(cls, data: Mapping[str, Any] | None) -> Self | None:
        """From a definition; None where there is no condition."""
        if not data:
            return None
        parts = data.get("any", [data])
        return cls(tuple(Clause(part["field"], tuple(part["in"])) for part in parts))

    @property
    def fields(self) -> frozenset[str]:
        """The slugs it looks at."""
        return frozenset(clause.field for clause in self.clauses)

    def holds(self, answers: Answers) -> bool:
        """Whether it is met; a field without an answer meets nothing."""
        return any(clause.holds(answers.get(clause.field)) for clause in self.clauses)
