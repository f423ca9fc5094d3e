"""Every address of the house, found by walking its URL conf, with the blanks filled in."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

_BLANK = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """One line of the URL conf: "permohonan/<str:reference>/" and the names of its blanks."""

    pattern: str
    view: str

    @property
    def blanks(self) -> tuple[str, ...]:
        """The names of its parameters."""
        return tuple(name for _kind, name in _BLANK.findall(self.pattern))

    @property
    def is_desk(self) -> bool:
        """A page of the workbench."""
        return self.pattern.startswith("petugas/")

    def filled(self, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
        """Every address that the values make; a blank without values raises KeyError (tell the sweeps about it)."""
        for chosen in itertools.product(*(values[name] for name in self.blanks)):
            words = iter(chosen)
            yield "/" + _BLANK.sub(lambda _blank: next(words), self.pattern)  # noqa: B023 - used at once


def routes() -> list[Route]:
    """All of them; the addresses of the demo's own pages left out, which tell everything on purpose."""
    found = [Route(pattern, view) for pattern, view in _walk(get_resolver().url_patterns)]
    return [route for route in found if not route.view.startswith("loket.demo")]


def _walk(patterns: Sequence[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, str]]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), f"{entry.callback.__module__}.{entry.callback.__name__}"
