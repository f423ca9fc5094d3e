"""What can be done to many cases at once; upper apps enter theirs from ``apps.py``.

Each deed is the ordinary action of one case, so policies, messages and the record are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from .models import Application
from .rules import Officer


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done to many."""

    key: str
    #: what the button says
    label: Promise
    icon: str
    #: states in which it can be done
    states: frozenset[str]
    #: does it to one case for an officer with what was chosen; raises ``Refusal``
    do: Callable[[Application, Officer, Mapping[str, Any]], object]
    #: what must be chosen first: "reason", "colleague", "place"
    needs: frozenset[str] = frozenset()
    #: the single action can be undone for ten seconds, so the whole order waits as long
    is_undoable: bool = False


class DeedRegister:
    """Every deed of the house, by key, in the order in which they were entered."""

    def __init__(self) -> None:
        """Empty; filled from the apps at start."""
        self._deeds: dict[str, Deed] = {}

    def register(self, *new: Deed) -> None:
        """Add deeds; the same key again replaces."""
        self._deeds |= {deed.key: deed for deed in new}

    def get(self, key: str) -> Deed | None:
        """The deed of that key, or None."""
        return self._deeds.get(key)

    def for_states(self, states: frozenset[str]) -> Iterator[Deed]:
        """The deeds that can be done in one of these states."""
        return (deed for deed in self._deeds.values() if deed.states & states)


#: the one register
deeds = DeedRegister()
