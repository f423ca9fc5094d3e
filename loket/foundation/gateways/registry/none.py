"""No register: the default. A dinas works without it, by the papers."""

from __future__ import annotations

from .port import Comparison, Question, RegistrySilent


class NoRegistry:
    """Nobody is asked."""

    def compare(self, question: Question) -> Comparison:
        """Never answers."""
        raise RegistrySilent("none", is_outage=False)
