"""A list of people one at a time: the screens of each person, what they keep, where the list grows and shrinks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from loket.foundation.formkit.grouping import even_size
from loket.foundation.formkit.people import (
    PeopleRefused,
    asks_citizenship,
    hangs_on_citizenship,
    is_blank,
    take_in,
    visible_items,
)
from loket.foundation.formkit.questions import Field
from loket.foundation.formkit.surroundings import Surroundings

_LETTERS = "abcdefgh"


@dataclass(frozen=True, slots=True)
class PersonScreen:
    """One screen about one person; ``number`` and ``part`` count from 0, as the names of inputs do."""

    question: Field
    number: int
    #: How many people the list has now, or must have.
    count: int
    part: int
    #: What is asked here of this person.
    items: tuple[Field, ...]
    #: Name of the person, once it is known.
    name: str
    #: Another screen about the same person follows, whatever is answered here.
    goes_on: bool
    #: Here the list may get one more person.
    may_add: bool
    #: This person may be taken off the list.
    may_go: bool

    @property
    def key_end(self) -> str:
        """What the key of the screen ends with: ``1``, ``1-b``."""
        letter = f"-{_LETTERS[self.part]}" if self.part else ""
        return f"{self.number + 1}{letter}"

    @property
    def button(self) -> str:
        """Value of the button that takes the person off the list: ``saksi-0``."""
        return f"{self.question.slug}-{self.number}"

    @property
    def title(self) -> str:
        """ "Saksi 1 dari 2"; a list that has one person and may grow says "Anggota 1"."""
        words = {"who": self.question.person or self.question.label, "number": self.number + 1}
        if self.count == 1 and self.question.may_grow:
            title = _("%(who)s %(number)s") % words
        else:
            title = _("%(who)s %(number)s dari %(count)s") % {**words, "count": self.count}
        return _("%(title)s (lanjutan)") % {"title": title} if self.part else title

    @property
    def lead(self) -> str:
        """What the list is about, said once before its first person."""
        if self.number or self.part:
            return ""
        return str(self.question.help or (self.question.label if self.question.person else ""))

    def has_gap(self, answers: Mapping[str, Any], office: Surroundings) -> bool:
        """Whether something that this screen asks is missing or wrong in the kept answers."""
        rows = kept_rows(self.question, answers)
        row = rows[self.number] if self.number < len(rows) else {}
        try:
            take_in(
                self.question,
                rows,
                {self.number: {one.slug: row.get(one.slug) for one in self.items}},
                office,
            )
        except PeopleRefused:
            return True
        return False


def kept_rows(question: Field, answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The people kept so far, those that were only begun included."""
    rows = answers.get(question.slug)
    return [dict(row) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def screens_of(question: Field, answers: Mapping[str, Any]) -> Iterator[PersonScreen]:
    """Every screen of a list, person by person.

    Whoever the list does not need has only the first screen until something is typed there.
    """
    rows = kept_rows(question, answers)
    count = max(len(rows), question.minimum, 1)
    every = parts_of(question)
    for number in range(count):
        row = rows[number] if number < len(rows) else {}
        is_nobody = number >= question.minimum and is_blank(row)
        for part, items in enumerate(every[:1] if is_nobody else every):
            ends = part == len(every) - 1
            yield PersonScreen(
                question,
                number=number,
                count=count,
                part=part,
                items=visible_items(question, row, items),
                name=str(row.get("nama") or ""),
                goes_on=not ends,
                may_add=ends and question.may_grow and number == count - 1 and count < question.maximum,
                may_go=number < len(rows) > question.minimum,
            )


def parts_of(question: Field) -> Sequence[tuple[Field, ...]]:
    """The items of a person by screen; what the nationality decides stands on the screen after it."""
    late: tuple[Field, ...] = ()
    if asks_citizenship(question):
        late = tuple(item for item in question.items if hangs_on_citizenship(item))
    free = [item for item in question.items if item not in late]
    size = even_size(len(free))
    parts = [tuple(free[start : start + size]) for start in range(0, len(free), size)]
    return [*parts, late] if late else parts
