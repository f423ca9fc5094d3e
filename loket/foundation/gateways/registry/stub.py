"""A register of invented people, for trying out and for the demo: nothing leaves the machine.

A NIK whose last four digits are 9999 is answered with silence, so that an outage can be looked at.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from loket.foundation.kernel.names import normalised

from .port import Comparison, Question, RegistrySilent

_PEOPLE = Path(__file__).parent / "data" / "people.json"
_SILENT = "9999"


class StubRegistry:
    """Compares with the packaged people; names without regard to case, dots and titles' spelling."""

    def compare(self, question: Question) -> Comparison:
        """Answer at once. Raises ``RegistrySilent`` for the NIKs that stand for an outage."""
        if question.nik.endswith(_SILENT):
            raise RegistrySilent("unreachable")
        person = people().get(question.nik)
        if person is None:
            return Comparison(is_known=False, verdicts={})
        return Comparison(True, {name: _same(name, text, person) for name, text in question.fields.items()})


@cache
def people() -> Mapping[str, Mapping[str, str]]:
    """The invented people by NIK."""
    rows: list[dict[str, str]] = json.loads(_PEOPLE.read_text("utf-8"))
    return {row["nik"]: row for row in rows}


def _same(name: str, text: str, person: Mapping[str, str]) -> bool | None:
    if name not in person:
        return None
    if name == "nama":
        return normalised(text) == normalised(person[name])
    return text.strip() == person[name]
