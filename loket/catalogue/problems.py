"""What is wrong with a catalogue file: a line and one plain sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake of a file; ``line`` counts from 1."""

    line: int
    sentence: str

    def said_of(self, name: str) -> str:
        """``catalogue.yaml:120: …``."""
        return f"{name}:{self.line}: {self.sentence}"


#: A path into the file's data and what is wrong there.
Found = tuple[tuple[str | int, ...], str]


def part_of(sentence: str, part: str) -> str:
    """A sentence with the word of the file that it is about."""
    return sentence.replace("{part}", part[:80])


class CatalogueRefused(Refusal):
    """A catalogue file that cannot be taken over; ``problems`` say why, in the order of lines."""

    default_code = "catalogue"

    def __init__(self, problems: Sequence[Problem], name: str = "") -> None:
        super().__init__(_("Katalog belum bisa dipakai."))
        self.problems = sorted(problems)
        self.name = name

    def __str__(self) -> str:
        return "\n".join(problem.said_of(self.name) for problem in self.problems[:MOST_SHOWN])


#: More mistakes than this are not printed at once.
MOST_SHOWN = 50
