"""Every address of the house, found by walking its URL conf, with the blanks filled in."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import get_converters

#: Blanks that are words of the house itself, nobody's things; a sweep may give its own.
HOUSE_WORDS: Mapping[str, Sequence[str]] = {
    "kind": ["applications.approved"],
    "purpose": ["perekaman"],
    "channel": ["whatsapp"],
    "language": ["id"],
    "code": ["ktp-hilang"],
    "slug": ["kontak"],
    "section": ["daftar"],
    "element": ["field:alasan"],
    "photo": ["3f2b8f0e-5a3c-4c52-9d0b-7a6f1f6e2d11"],
    "change": ["1"],
    "number": ["1"],
    "version": ["1"],
    "way": ["ktp"],
    "word": ["abc123"],
    "deed": ["datang"],
    "token": ["abc123"],
    "column": ["user", "k1"],
    "first": ["2026-01"],
    "last": ["2026-12"],
}
#: What stands for a blank whose kind none of the known values has.
_OF_KIND: Mapping[str, str] = {"int": "1", "uuid": "3f2b8f0e-5a3c-4c52-9d0b-7a6f1f6e2d15"}
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
        """A page of the workbench or of the console."""
        return self.pattern.startswith(("petugas/", "kelola/"))

    def filled(self, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
        """Every address that the values make; a blank without values raises KeyError (tell the sweeps about it)."""
        known = {**HOUSE_WORDS, **values}
        fitting = [
            _fitting(kind, known.get(name, ()) if kind in _OF_KIND else known[name])
            for kind, name in _BLANK.findall(self.pattern)
        ]
        for chosen in itertools.product(*fitting):
            words = iter(chosen)
            yield "/" + _BLANK.sub(lambda _blank: next(words), self.pattern)  # noqa: B023 - used at once


def _fitting(kind: str, values: Sequence[str]) -> Sequence[str]:
    """Those that the converter takes; where it takes none, one that it does."""
    if kind not in _OF_KIND:
        return values
    taken = get_converters()[kind].regex
    return [value for value in values if re.fullmatch(taken, value)] or [_OF_KIND[kind]]


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
